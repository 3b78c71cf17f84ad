import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { BackupChoices, BackupDetail, BackupList, NewBackup } from '../model/backup.ts';
import { ApiCall, ConnectionReport, DataStoreStatus } from '../model/data-store.ts';
import { Bundle, BundleFile } from '../model/diagnostics.ts';
import { GatewayDraft, GatewaySecrets, GatewayView } from '../model/gateway.ts';
import { ExportFormat, HistoryFilter, HistoryRow, SavedFile } from '../model/history.ts';
import { InstallationFolder, InstallationReading, InstallationReview } from '../model/installation.ts';
import { JournalAction, OpenJournal } from '../model/journal.ts';
import { Licence } from '../model/licence.ts';
import { Operation } from '../model/operation.ts';
import { Overview } from '../model/overview.ts';
import { PlanChoices, RestoreConfirmation, RestorePlan } from '../model/plan.ts';
import { PlannedCall } from '../model/planned-call.ts';
import {
  BackupName,
  BackupRef,
  FilePath,
  Id,
  PickedFile,
  Reason,
  RepositoryName,
} from '../model/primitives.ts';
import { HostCheck, NodeReach, InstallationFolder as PlainFolder, SshTarget } from '../model/reach.ts';
import { Repository, RepositoryCheck, RepositoryCleanUp, RepositoryList } from '../model/repository.ts';
import {
  ImportedRepository,
  RepositoryDraft,
  RepositoryForm,
  RepositoryPlan,
} from '../model/repository-place.ts';
import { PendingRestart } from '../model/restart.ts';
import { RestoreStatus } from '../model/restore-status.ts';
import { OwnFolder, Settings } from '../model/settings.ts';
import {
  ClientName,
  FileChange,
  FileChanged,
  KeysAdded,
  PluginFile,
  S3Keys,
  ScriptRun,
  SetupChecklist,
  SetupPlace,
  Sha256,
  StoreFolder,
  StoreNodeName,
} from '../model/setup.ts';

const Nothing = z.strictObject({});
const OfGateway = z.strictObject({ gatewayId: Id });
const OfRepository = z.strictObject({ gatewayId: Id, name: RepositoryName });
const OfBackup = z.strictObject({ gatewayId: Id, repository: RepositoryName, name: BackupName });
/** A node of the data store whose files are within reach; left out it is the first of them. */
const OfStoreNode = z.strictObject({ gatewayId: Id, node: StoreNodeName.optional() });
const OfFolder = OfStoreNode.extend({ folder: StoreFolder });
/** The saved node whose passphrase is used when none is given. */
const SavedPassphrase = z.strictObject({ gatewayId: Id, nodeId: Id });
const Started = z.object({ operationId: Id });

/**
 * Every request of the page: one object in, one envelope out. Handler types, the page's client and
 * the preload's allow-list derive from this list; a request without a handler does not compile.
 */
export const CONTRACT = {
  'app.info': {
    input: Nothing,
    output: z.object({
      version: z.string(),
      user: z.string(),
      platform: z.string(),
      runtime: z.string(),
      dataFolder: z.string(),
      /** False where the system has no keyring: secrets are kept for the session only. */
      secretsPersist: z.boolean(),
      secretBackend: z.string(),
      /** Things that were set aside at the start, to be told once. */
      notices: z.array(AppError),
    }),
  },
  /** Lets the user pick a folder of this computer; `null` when none was picked. */
  'app.pickFolder': { input: Nothing, output: z.object({ folder: z.string().nullable() }) },
  /** The same for a file; the page gets its path and nothing of its content. */
  'app.pickFile': {
    input: z.strictObject({ kind: PickedFile }),
    output: z.object({ file: z.string().nullable() }),
  },
  /** Shows a folder of this program in the file manager of the system. */
  'app.openFolder': { input: z.strictObject({ folder: OwnFolder }), output: z.object({}) },
  /** What this program is built from, with the text of each licence. */
  'app.licences': { input: Nothing, output: z.array(Licence) },
  'settings.get': { input: Nothing, output: Settings },
  'settings.set': { input: Settings, output: Settings },
  /** Gathers what helps to find a fault, scrubbed. It is kept here, so that what was looked at is what is saved. */
  'diagnostics.gather': { input: Nothing, output: Bundle },
  'diagnostics.file': {
    input: z.strictObject({ bundleId: Id, name: BundleFile.shape.name }),
    output: z.object({ text: z.string() }),
  },
  /** Null: no place was chosen. */
  'diagnostics.save': {
    input: z.strictObject({ bundleId: Id }),
    output: z.object({ file: z.string() }).nullable(),
  },
  'installation.read': {
    input: z.strictObject({ folder: InstallationFolder, instance: z.string().min(1).max(200).optional() }),
    output: InstallationReview,
  },
  /** Reads an installation on a host, if its key is trusted; else the answer says which key it shows. */
  'installation.readOver': {
    input: z.strictObject({
      target: SshTarget,
      folder: PlainFolder,
      instance: z.string().min(1).max(200).optional(),
      passphrase: z.string().max(1000).optional(),
      saved: SavedPassphrase.optional(),
    }),
    output: InstallationReading,
  },
  'gateways.list': { input: Nothing, output: z.array(GatewayView) },
  'gateways.test': {
    input: z.strictObject({ draft: GatewayDraft, secrets: GatewaySecrets, gatewayId: Id.optional() }),
    output: ConnectionReport,
  },
  'gateways.add': {
    input: z.strictObject({ draft: GatewayDraft, secrets: GatewaySecrets }),
    output: GatewayView,
  },
  'gateways.update': {
    input: z.strictObject({ gatewayId: Id, draft: GatewayDraft, secrets: GatewaySecrets }),
    output: GatewayView,
  },
  /** Looks at the scripts of a node, over SSH at the key of its host first. Nothing is run there. */
  'gateways.checkHost': {
    input: z.strictObject({
      reach: NodeReach,
      passphrase: z.string().max(1000).optional(),
      saved: SavedPassphrase.optional(),
    }),
    output: HostCheck,
  },
  'gateways.remove': { input: OfGateway, output: z.object({}) },
  'gateways.status': { input: OfGateway, output: DataStoreStatus },
  'overview.get': { input: OfGateway, output: Overview },
  'repositories.list': { input: OfGateway, output: RepositoryList },
  'repositories.verify': { input: OfRepository, output: RepositoryCheck },
  'repositories.register': {
    input: RepositoryDraft,
    output: RepositoryCheck,
  },
  'repositories.edit': { input: RepositoryDraft, output: RepositoryCheck },
  /** What the form of a new repository, or of the one with this name, must know. */
  'repositories.form': {
    input: z.strictObject({ gatewayId: Id, name: RepositoryName.optional() }),
    output: RepositoryForm,
  },
  /** What `repositories.register` or `repositories.edit` would change on the data store, in order. */
  'repositories.calls': { input: RepositoryPlan, output: z.array(PlannedCall) },
  /** Reads settings in the vendor's form; without a text the user is asked for a file. Null: none was chosen. */
  'repositories.import': {
    input: z.strictObject({ text: z.string().min(1).max(100_000).optional() }),
    output: ImportedRepository.nullable(),
  },
  'repositories.setReadOnly': { input: OfRepository.extend({ readOnly: z.boolean() }), output: Repository },
  'repositories.remove': { input: OfRepository, output: z.object({}) },
  'repositories.cleanUp': { input: OfRepository, output: RepositoryCleanUp },
  /** What a place for backups needs, as the servers tell it now. */
  'setup.check': { input: z.strictObject({ gatewayId: Id, place: SetupPlace }), output: SetupChecklist },
  'setup.planPathRepo': { input: OfFolder, output: FileChange },
  /** Makes exactly the change that was shown. */
  'setup.changePathRepo': {
    input: OfFolder.extend({ fingerprint: Sha256 }),
    output: FileChanged,
  },
  /** Looks at a zip of this computer. Nothing is sent. */
  'setup.lookAtPlugin': { input: OfStoreNode.extend({ file: FilePath }), output: PluginFile },
  /** Without a zip the script of the data store fetches the plugin itself. */
  'setup.installPlugin': {
    input: OfStoreNode.extend({ zip: z.strictObject({ file: FilePath, sha256: Sha256 }).optional() }),
    output: ScriptRun,
  },
  'setup.addKeys': {
    input: OfStoreNode.extend({ client: ClientName, keys: S3Keys }),
    output: KeysAdded,
  },
  'backups.list': { input: OfGateway, output: BackupList },
  /** Whether the repositories still tell the names and states of the list that was answered last. */
  'backups.look': { input: OfGateway, output: z.object({ same: z.boolean() }) },
  'backups.detail': { input: OfBackup, output: BackupDetail },
  'backups.choices': { input: OfGateway, output: BackupChoices },
  'backups.checkName': {
    input: z.strictObject({ gatewayId: Id, repository: RepositoryName, name: z.string().max(300) }),
    output: z.object({ free: z.boolean(), error: AppError.nullable() }),
  },
  /** What `backups.create` would change on the data store, in order. */
  'backups.calls': {
    input: z.strictObject({ gatewayId: Id, backup: NewBackup.omit({ reason: true, quiesce: true }) }),
    output: z.array(PlannedCall),
  },
  'backups.create': { input: z.strictObject({ gatewayId: Id, backup: NewBackup }), output: Started },
  /** One operation for all of them; what cannot be deleted does not stop the others. */
  'backups.delete': {
    input: z.strictObject({
      gatewayId: Id,
      backups: z.array(BackupRef.strict()).min(1).max(1_000),
      reason: Reason.optional(),
    }),
    output: Started,
  },
  'restore.plan': { input: OfBackup.extend({ choices: PlanChoices }), output: RestorePlan },
  'restore.start': { input: RestoreConfirmation, output: Started },
  'restore.status': { input: OfBackup, output: RestoreStatus },
  /** Opens every closed index of the tenant. */
  'indices.openAll': { input: OfGateway, output: Started },
  'operations.list': { input: z.strictObject({ gatewayId: Id.optional() }), output: z.array(Operation) },
  'operations.get': { input: z.strictObject({ operationId: Id }), output: Operation },
  'operations.cancel': { input: z.strictObject({ operationId: Id }), output: z.object({}) },
  /** Every operation and every change, of all months, newest first; or those that worked on one backup. */
  'operations.history': {
    input: z.strictObject({ gatewayId: Id.optional(), backup: BackupRef.strict().optional() }),
    output: z.array(HistoryRow),
  },
  /** Writes what the filter leaves into a file that the user chooses. Null: none was chosen. */
  'operations.export': {
    input: z.strictObject({ filter: HistoryFilter, format: ExportFormat }),
    output: SavedFile.nullable(),
  },
  'journals.list': { input: Nothing, output: z.array(OpenJournal) },
  'journals.resolve': {
    input: z.strictObject({ journalId: Id, action: JournalAction }),
    output: z.object({ operationId: Id.nullable() }),
  },
  'restart.pending': { input: OfGateway, output: PendingRestart.nullable() },
  'restart.start': {
    /** `together`: all nodes of the gateway at the same time instead of one after another. */
    input: z.strictObject({
      gatewayId: Id,
      nodeIds: z.array(Id).min(1).max(100),
      together: z.boolean().optional(),
    }),
    output: Started,
  },
  'restart.tickOff': {
    /** `unchecked`: takes the word for a node of the data store, too, whose process would be looked at otherwise. */
    input: z.strictObject({ gatewayId: Id, nodeId: Id, unchecked: z.boolean().optional() }),
    output: PendingRestart.nullable(),
  },
  /** Opens the restart prompt without a restore, for an administrator who wants one. */
  'restart.request': {
    /** `withStore`: the nodes of the data store, too; only where the gateway does not start them along. */
    input: z.strictObject({ gatewayId: Id, withStore: z.boolean().optional() }),
    output: PendingRestart,
  },
  'calls.list': { input: OfGateway, output: z.array(ApiCall) },
} as const;

export type Contract = typeof CONTRACT;
export type RequestName = keyof Contract;
export type RequestInput<Name extends RequestName> = z.input<Contract[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.output<Contract[Name]['output']>;
export const REQUEST_NAMES = Object.keys(CONTRACT) as RequestName[];

/** What a handler gets and gives, for every request of the contract. */
export type Handlers = {
  [Name in RequestName]: (input: z.output<Contract[Name]['input']>) => Promise<RequestOutput<Name>>;
};
