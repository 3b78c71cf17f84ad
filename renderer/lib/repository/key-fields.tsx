import { COMMON } from '../../strings/common.ts';
import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { Button, Callout, CodeBlock, Columns, PasswordField, Stack, Switch, Text } from '../../ui/index.ts';
import type { FieldsProps } from './fields.ts';

const TEXTS = REPOSITORY_FORM.keys;

/** The keys of a bucket, where this version wants them. */
export function KeyFields(props: FieldsProps) {
  const { draft, change, form } = props;
  if (form === undefined) return null;
  if (form.keysIn === 'keystore')
    return <Keystore version={form.version} client={draft.s3.client} imported={draft.handle !== null} />;
  if (draft.handle !== null)
    return (
      <Callout
        small
        tone="good"
        title={TEXTS.imported}
        actions={
          <Button size="sm" onClick={() => change({ handle: null })}>
            {TEXTS.type}
          </Button>
        }
      >
        {COMMON.sentences(TEXTS.importedText, TEXTS.passed, TEXTS.safety)}
      </Callout>
    );
  return (
    <Stack gap="sm">
      <Switch
        label={TEXTS.elsewhere}
        description={TEXTS.elsewhereText}
        checked={draft.elsewhere}
        onChange={(elsewhere) => change({ elsewhere })}
      />
      {!draft.elsewhere && <Typed {...props} />}
    </Stack>
  );
}

function Typed({ draft, change, problems, form }: FieldsProps) {
  const labels = { showLabel: TEXTS.show, hideLabel: TEXTS.hide };
  const hidden = form?.editing?.keysHidden === true;
  return (
    <>
      <Columns kind="2">
        <PasswordField
          label={TEXTS.accessKey}
          value={draft.accessKey}
          onChange={(accessKey) => change({ accessKey })}
          error={problems.accessKey}
          {...labels}
        />
        <PasswordField
          label={TEXTS.secretKey}
          value={draft.secretKey}
          onChange={(secretKey) => change({ secretKey })}
          error={problems.secretKey}
          {...labels}
        />
      </Columns>
      <Text as="p" size="s" tone="secondary">
        {COMMON.sentences(hidden ? TEXTS.again : TEXTS.passed, TEXTS.safety)}
      </Text>
    </>
  );
}

function Keystore({ version, client, imported }: { version: string; client: string; imported: boolean }) {
  const name = client.trim() === '' ? 'default' : client.trim();
  const command = (key: string): string => `bin/elasticsearch-keystore add s3.client.${name}.${key}`;
  return (
    <Callout small tone="info" title={TEXTS.inKeystore(version)}>
      <Stack gap="sm">
        <p>{TEXTS.inKeystoreText}</p>
        <CodeBlock
          label={TEXTS.keystoreCommands}
          code={`${command('access_key')}\n${command('secret_key')}`}
          copyLabel={COMMON.actions.copy}
          copiedLabel={COMMON.actions.copied}
        />
        <p>{TEXTS.keystoreReload}</p>
        {imported && <p>{TEXTS.leftOut}</p>}
      </Stack>
    </Callout>
  );
}
