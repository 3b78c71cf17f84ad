import type { S3Place } from '#shared/model/repository-place.ts';
import { COMMON } from '../../strings/common.ts';
import { REPOSITORY_FORM } from '../../strings/repository-form.ts';
import { CodeBlock, Columns, Select, Stack, StateMark, Switch, TextField } from '../../ui/index.ts';
import type { FieldsProps } from './fields.ts';
import { KeyFields } from './key-fields.tsx';

const TEXTS = REPOSITORY_FORM.s3;
const PROTOCOLS = (['', 'https', 'http'] as const).map((value) => ({
  // The list takes no empty value.
  value: value === '' ? ('default' as const) : value,
  label: TEXTS.protocols[value],
}));

/** A bucket: what this version knows of it, whether the plugin is there, and its keys. */
export function S3Fields(props: FieldsProps) {
  const { draft, change, problems, form, onEnter } = props;
  const { s3 } = draft;
  const put = (part: Partial<S3Place>): void => change({ s3: { ...s3, ...part } });
  const text = (key: 'bucket' | 'basePath' | 'region' | 'endpoint' | 'client') => ({
    value: s3[key],
    onChange: (value: string) => put({ [key]: value }),
    onEnter,
    mono: true,
  });
  const inSettings = form?.keysIn === 'settings';
  return (
    <Stack>
      <PluginHint form={form} />
      <Columns kind="2">
        <TextField label={TEXTS.bucket} error={problems.bucket} {...text('bucket')} />
        <TextField
          label={TEXTS.basePath}
          labelNote={TEXTS.optional}
          hint={TEXTS.basePathHint}
          {...text('basePath')}
        />
        {inSettings && (
          <>
            <TextField
              label={TEXTS.region}
              labelNote={TEXTS.optional}
              hint={TEXTS.regionHint}
              {...text('region')}
            />
            <TextField
              label={TEXTS.endpoint}
              labelNote={TEXTS.optional}
              hint={TEXTS.endpointHint}
              {...text('endpoint')}
            />
            <Select
              label={TEXTS.protocol}
              options={PROTOCOLS}
              value={s3.protocol === '' ? 'default' : s3.protocol}
              onChange={(value) => put({ protocol: value === 'default' ? '' : value })}
            />
          </>
        )}
        {form?.keysIn === 'keystore' && (
          <TextField
            label={TEXTS.client}
            labelNote={TEXTS.optional}
            hint={TEXTS.clientHint}
            {...text('client')}
          />
        )}
        <Stack>
          {inSettings && (
            <Switch
              label={TEXTS.pathStyle}
              description={TEXTS.pathStyleText}
              checked={s3.pathStyle}
              onChange={(pathStyle) => put({ pathStyle })}
            />
          )}
          <Switch
            label={TEXTS.encrypted}
            description={TEXTS.encryptedText}
            checked={s3.encrypted}
            onChange={(encrypted) => put({ encrypted })}
          />
        </Stack>
      </Columns>
      <KeyFields {...props} />
    </Stack>
  );
}

function PluginHint({ form }: Pick<FieldsProps, 'form'>) {
  if (form === undefined) return null;
  const without = form.nodes.filter((node) => !node.s3).map((node) => node.name);
  if (without.length === 0)
    return (
      <StateMark tone="good">{TEXTS.pluginThere(form.s3Plugin, TEXTS.allNodes(form.nodes.length))}</StateMark>
    );
  return (
    <Stack gap="xs">
      <StateMark tone="bad">{TEXTS.pluginMissing(form.s3Plugin, COMMON.list(without))}</StateMark>
      {form.s3Install !== null && (
        <CodeBlock
          label={TEXTS.install}
          code={form.s3Install}
          copyLabel={COMMON.actions.copy}
          copiedLabel={COMMON.actions.copied}
        />
      )}
    </Stack>
  );
}
