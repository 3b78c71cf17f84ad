import type { ConnectionCheck, ConnectionReport } from '#shared/model/data-store.ts';
import type { ServerCertificate } from '#shared/model/trust.ts';
import { ErrorCallout, rawReason } from '../../lib/error-callout.tsx';
import { formatDuration, formatOf } from '../../lib/format.ts';
import { ErrorHelp } from '../../lib/guide/folded-help.tsx';
import { COMMON } from '../../strings/common.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
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
import { CertificateOffer } from './certificate-offer.tsx';
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
  /** A certificate was compared and found right. */
  onTrust: (check: ConnectionCheck, certificate: ServerCertificate) => void;
}

/** An unknown certificate is not a failure yet: it is for the administrator to say. */
const mayBeTrusted = (check: ConnectionCheck): boolean =>
  check.error?.code === 'certificate-refused' && (check.certificates ?? []).length > 0;

/** Nothing but an unknown certificate stands in the way. */
export const isToDecide = (report: ConnectionReport): boolean =>
  report.checks.every((check) => check.state !== 'failed' || mayBeTrusted(check)) &&
  report.checks.some((check) => check.state === 'failed');

/** The connection test beside the form: each check with its result, cause and fix. */
export function TestPanel({ test, onTest, onTrust }: TestPanelProps) {
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
      {report !== null && (
        <CheckList
          label={text.title}
          items={report.checks.map((check) => itemOf(check, (one) => onTrust(check, one)))}
        />
      )}
    </>
  );
}

function statusLine(test: ConnectionTest): string {
  if (test.running) return text.running;
  return test.report === null ? text.untested : summaryOf(test.report);
}

type Trusting = (certificate: ServerCertificate) => void;

const itemOf = (check: ConnectionCheck, onTrust: Trusting): CheckItem => ({
  key: check.id,
  tone: mayBeTrusted(check) ? 'warn' : tones[check.state],
  title: check.title,
  word: mayBeTrusted(check) ? GATEWAY_TRUST.offer.decide : text.results[check.state],
  text: <CheckText check={check} onTrust={onTrust} />,
});

/** What was seen; below it, for a check that did not pass, the likely cause and what to do. */
function CheckText({ check, onTrust }: { check: ConnectionCheck; onTrust: Trusting }) {
  const { error } = check;
  return (
    <>
      {check.detail !== '' && <p className={s.detail}>{check.detail}</p>}
      {(check.certificates ?? []).map((one) => (
        <CertificateOffer key={one.fingerprint} certificate={one} onTrust={() => onTrust(one)} />
      ))}
      {error !== null && (
        <div className={s.fix}>
          <SideNote tone={check.state === 'failed' && !mayBeTrusted(check) ? 'bad' : 'warn'}>
            {error.cause !== '' && !mayBeTrusted(check) && (
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
            <ErrorHelp code={error.code} />
          </SideNote>
        </div>
      )}
    </>
  );
}
