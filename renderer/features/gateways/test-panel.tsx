import type { ConnectionCheck, ConnectionReport } from '#shared/model/data-store.ts';
import { ErrorCallout, rawReason } from '../../lib/error-callout.tsx';
import { formatDuration, formatOf } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { GATEWAYS } from '../../strings/gateways.ts';
import {
  Button,
  Callout,
  type CheckItem,
  CheckList,
  Disclosure,
  SideNote,
  SideSection,
  Skeleton,
  Text,
} from '../../ui/index.ts';
import s from './form.module.css';
import type { ConnectionTest } from './use-connection-test.ts';

const text = GATEWAYS.test;
const tones = { passed: 'good', warning: 'warn', failed: 'bad', skipped: 'wait' } as const;

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
    <>
      <SideSection
        title={text.title}
        aside={
          <Button size="sm" icon="refresh" busy={test.running} onClick={onTest}>
            {report === null ? text.run : text.again}
          </Button>
        }
      >
        <div aria-live="polite">
          <Text as="p" size="s" tone="secondary">
            {statusLine(test)}
          </Text>
        </div>
      </SideSection>
      {test.error !== null && (
        <SideSection>
          <ErrorCallout error={test.error} small />
        </SideSection>
      )}
      {test.stale && (
        <SideSection>
          <Callout tone="warn" title={text.stale} small />
        </SideSection>
      )}
      {report === null && test.running && (
        <SideSection>
          <Skeleton lines={6} label={text.running} />
        </SideSection>
      )}
      {report !== null && <CheckList label={text.title} items={report.checks.map(itemOf)} />}
    </>
  );
}

function statusLine(test: ConnectionTest): string {
  if (test.running) return text.running;
  return test.report === null ? text.untested : summaryOf(test.report);
}

const itemOf = (check: ConnectionCheck): CheckItem => ({
  key: check.id,
  tone: tones[check.state],
  title: check.title,
  word: text.results[check.state],
  text: <CheckText check={check} />,
});

/** What was seen; below it, for a check that did not pass, the likely cause and what to do. */
function CheckText({ check }: { check: ConnectionCheck }) {
  const { error } = check;
  return (
    <>
      {check.detail !== '' && <p className={s.detail}>{check.detail}</p>}
      {error !== null && (
        <div className={s.fix}>
          <SideNote tone={check.state === 'failed' ? 'bad' : 'warn'}>
            {error.cause !== '' && (
              <p>
                {COMMON.error.cause}: {error.cause}
              </p>
            )}
            <p>
              {COMMON.error.next}: {error.next}
            </p>
            {error.raw !== null && (
              <Disclosure label={COMMON.error.raw}>
                <p className={s.raw}>{rawReason(error)?.text}</p>
              </Disclosure>
            )}
          </SideNote>
        </div>
      )}
    </>
  );
}
