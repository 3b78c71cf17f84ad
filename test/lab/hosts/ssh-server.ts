import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import type { Socket } from 'node:net';
import ssh2, { type Connection, type ServerChannel, type Session } from 'ssh2';
import { freePort } from '#lab/processes/ports.ts';
import { findSftpServer } from './sftp-server.ts';

const { Server, utils } = ssh2;

export interface SshLabOptions {
  /** The keys that the host shows; more than one type is possible. */
  hostKeys?: string[];
  /** Private keys of users who may sign in, in any form that ssh2 reads. */
  allowed: { key: string; passphrase?: string }[];
  user?: string;
  /** Cuts the connection when a command comes, before or after it is run. */
  cuts?: 'before' | 'after';
  withoutSftp?: boolean;
  /** Cuts the connection after so many bytes were sent to the server of files. */
  cutsFilesAfter?: number;
  /** Leaves out the extension that replaces a file in one step, as old servers do. */
  withoutReplace?: boolean;
  /** Whom commands and files run as; only where the lab may choose. */
  runAs?: { uid: number; gid: number };
}

/** A real SSH server on loopback that runs commands by a shell, as sshd does. */
export interface SshLab {
  readonly port: number;
  /** Every command that reached its shell, in order. */
  readonly commands: string[];
  /** How often somebody tried to sign in. */
  signIns: number;
  /** How many bytes were sent to the server of files over its last connection. */
  fileBytes: number;
  options: SshLabOptions;
  stop(): Promise<void>;
}

/** A private key in PEM, of a kind whose generation is the system's own. */
export function newKey(kind: 'ec' | 'rsa' = 'ec', passphrase?: string): string {
  const seal = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  if (kind === 'rsa') {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return privateKey.export({ type: 'pkcs1', format: 'pem', ...seal }).toString();
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return privateKey.export({ type: 'sec1', format: 'pem', ...seal }).toString();
}

/** The public half in the form that goes over the wire. */
export function wireOf(privateKey: string, passphrase?: string): Buffer {
  const parsed = utils.parseKey(privateKey, passphrase);
  if (parsed instanceof Error) throw parsed;
  // The newer format of OpenSSH comes as a list.
  return [parsed].flat()[0]!.getPublicSSH();
}

/** Starts a server; `port` to come back at the place of an earlier one. */
export async function startSshLab(options: SshLabOptions, at?: number): Promise<SshLab> {
  const [sftpServer, port] = [await findSftpServer(), at ?? (await freePort())];
  const sockets = new Set<Socket>();
  const server = new Server({ hostKeys: options.hostKeys ?? [newKey()] }, (client) =>
    serve(lab, sftpServer, client),
  );
  const listening = server as unknown as {
    _srv: { on(name: 'connection', heard: (socket: Socket) => void): void };
  };
  listening._srv.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const lab: SshLab = {
    port,
    commands: [],
    signIns: 0,
    fileBytes: 0,
    options,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  return lab;
}

function serve(lab: SshLab, sftpServer: string, client: Connection): void {
  client.on('error', () => undefined);
  client.on('authentication', (context) => {
    if (context.method !== 'publickey') {
      context.reject(['publickey']);
      return;
    }
    lab.signIns += 1;
    const offered = context.key.data;
    const mine = lab.options.allowed.some(({ key, passphrase }) => wireOf(key, passphrase).equals(offered));
    if (mine && context.username === (lab.options.user ?? 'sag')) context.accept();
    else context.reject(['publickey']);
  });
  client.on('ready', () => {
    client.on('session', (accept) => {
      const session: Session = accept();
      session.on('exec', (take, _refuse, { command }) => execute(lab, client, take(), command));
      session.on('subsystem', (take, refuse, { name }) => {
        if (name !== 'sftp' || lab.options.withoutSftp === true) refuse();
        else serveFiles(lab, client, take(), sftpServer);
      });
    });
  });
}

function execute(lab: SshLab, client: Connection, channel: ServerChannel, command: string): void {
  if (lab.options.cuts === 'before') {
    client.end();
    return;
  }
  lab.commands.push(command);
  const child = spawn('/bin/sh', ['-c', command], { ...lab.options.runAs });
  channel.pipe(child.stdin);
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (part: Buffer) => void channel.write(part));
  child.stderr.on('data', (part: Buffer) => void channel.stderr.write(part));
  child.once('exit', (code, signal) => {
    if (lab.options.cuts === 'after') {
      client.end();
      return;
    }
    if (code === null) channel.exit(signal ?? 'KILL');
    else channel.exit(code);
    channel.end();
  });
}

/** The server of files of OpenSSH, as sshd would start it. */
function serveFiles(lab: SshLab, client: Connection, channel: ServerChannel, sftpServer: string): void {
  const { cutsFilesAfter = Infinity, withoutReplace, runAs } = lab.options;
  const args = withoutReplace === true ? ['-P', 'posix-rename'] : [];
  const child = spawn(sftpServer, args, { stdio: ['pipe', 'pipe', 'ignore'], ...runAs });
  lab.fileBytes = 0;
  child.stdin.on('error', () => undefined);
  channel.on('data', (part: Buffer) => {
    const room = cutsFilesAfter - lab.fileBytes;
    lab.fileBytes += part.length;
    child.stdin.write(part.subarray(0, Math.max(0, room)));
    if (part.length > room) client.end();
  });
  channel.on('close', () => child.stdin.end());
  child.stdout.on('data', (part: Buffer) => void channel.write(part));
  child.once('exit', (code) => {
    channel.exit(code ?? 1);
    channel.end();
  });
}
