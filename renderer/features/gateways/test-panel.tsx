import type { ConnectionCheck, ConnectionReport } from '#shared/model/data-store.ts';
import { ErrorCallout, rawReason } from '../../lib/error-callout.tsx';
import { formatDuration, formatOf } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import { Button, Callout, Heading, Mark, Skeleton, Text } from '../../ui/index.ts';
import s from './form.module.css';
import type { ConnectionTest } from './use-connection-test.ts';

const text = GATEWAYS.test;
const tones = { passed: 'good', warning: 'warn', failed: 'bad', skipped: 'wait' } as const;
const wordTones = { passed: 'good', warning: 'warn', failed: 'bad', skipped: 'secondary' } as const;

/** "6 of 8 passed, 1 warning. Took 1.8 s." */
export function summaryOf(report: ConnectionReport): string {
  const count = (state: ConnectionCheck['state']): number =>
    report.checks.filter((check) => check.state === state).length;
  const [warnings, failures, skips] = [count('warning'), count('failed'), count('skipped')];
  const others =
    (failures > 0 ? text.failures(failures) : '') +
    (warnings > 0 ? text.warnings(warnings) : '') +
    (skips > 0 ? text.skips(skips) : '');
  return text.summary(formatOf(count('passed'), report.checks.length), others, formatDuration(report.tookMs));
}

export interface TestPanelProps {
  test: ConnectionTest;
  onTest: () => void;
}

/** The connection test beside the form: each check with its result, cause and fix. */
export function TestPanel({ test, onTest }: TestPanelProps) {
  const { report } = test;
  return (
    <section aria-label={text.title}>
      <div className={s.testHead}>
        <div className={s.checkHead}>
          <Heading level={2}>{text.title}</Heading>
          <span className={s.grow} />
          <Button size="sm" icon="refresh" busy={test.running} onClick={onTest}>
            {report === null ? text.run : text.again}
          </Button>
        </div>
        <div aria-live="polite">
          <Text as="p" size="s" tone="secondary">
            {statusLine(test)}
          </Text>
        </div>
      </div>
      {test.error !== null && (
        <div className={s.testNote}>
          <ErrorCallout error={test.error} small />
        </div>
      )}
      {test.stale && (
        <div className={s.testNote}>
          <Callout tone="warn" title={text.stale} small />
        </div>
      )}
      {report === null && test.running && (
        <div className={s.testNote}>
          <Skeleton lines={6} label={text.running} />
        </div>
      )}
      {report !== null && (
        <ul>
          {report.checks.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ul>
      )}
    </section>
  );
}

function statusLine(test: ConnectionTest): string {
  if (test.running) return text.running;
  return test.report === null ? text.untested : summaryOf(test.report);
}

function CheckLine({ check }: { check: ConnectionCheck }) {
  const { error } = check;
  return (
    <li className={s.check}>
      <span className={s.checkMark}>
        <Mark tone={tones[check.state]} />
      </span>
      <div className={s.checkBody}>
        <div className={s.checkHead}>
          <span className={s.checkTitle}>{check.title}</span>
          <Text size="s" tone={wordTones[check.state]}>
            {text.results[check.state]}
          </Text>
        </div>
        {check.detail !== '' && <p className={s.checkText}>{check.detail}</p>}
        {error !== null && (
          <dl className={s.checkFix}>
            {error.cause !== '' && (
              <>
                <dt>{COMMON.error.cause}</dt>
                <dd>{error.cause}</dd>
              </>
            )}
            <dt>{COMMON.error.next}</dt>
            <dd>{error.next}</dd>
            {error.raw !== null && (
              <>
                <dt>{COMMON.error.raw}</dt>
                <dd className={s.raw}>{rawReason(error)?.text}</dd>
              </>
            )}
          </dl>
        )}
      </div>
    </li>
  );
}
