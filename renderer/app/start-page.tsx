import { Link, Navigate, useParams, useRouterState } from '@tanstack/react-router';
import { useRequest } from '../api/hooks.ts';
import { ReadingError } from '../lib/reading-error.tsx';
import { APP } from '../strings/app.ts';
import { COMMON } from '../strings/common.ts';
import {
  Button,
  CodeBlock,
  Columns,
  Heading,
  PageBody,
  PageHeader,
  Panel,
  Stack,
  Text,
} from '../ui/index.ts';
import s from './start-page.module.css';
import { useCurrentGateway } from './use-current-gateway.ts';

const text = APP.start;

/** The first start: add a gateway or try the demo. Later it leads to the gateway looked at last. */
export function StartPage() {
  const { view, loading } = useCurrentGateway();
  const list = useRequest('gateways.list', {});
  // Somebody may be on the way to another page, which is being fetched, when the gateways come.
  const here = useRouterState({ select: ({ location }) => location.pathname === '/' });
  if (view !== null && here) {
    return <Navigate replace to="/g/$gatewayId/overview" params={{ gatewayId: view.profile.id }} />;
  }
  return (
    <>
      <PageHeader title={text.title} />
      <PageBody>
        <ReadingError reading={list} />
        {!loading && list.error === null && <FirstStart />}
      </PageBody>
    </>
  );
}

/** An address of a gateway without a page leads to its overview. */
export function GatewayStart() {
  const { gatewayId } = useParams({ from: '/g/$gatewayId/' });
  return <Navigate replace to="/g/$gatewayId/overview" params={{ gatewayId }} />;
}

function FirstStart() {
  return (
    <div className={s.start}>
      <Heading level={2} size="xxl">
        {text.heading}
      </Heading>
      <Text as="p" tone="secondary">
        {text.intro}
      </Text>
      <div className={s.ways}>
        <Columns kind="2">
          <Panel title={text.add.title}>
            <Stack>
              <p>{text.add.text}</p>
              <ul className={s.list}>
                {text.add.needs.map((need) => (
                  <li key={need}>{need}</li>
                ))}
              </ul>
              <div>
                <Button
                  variant="primary"
                  icon="plus"
                  renderLink={(parts) => <Link to="/gateways/add" {...parts} />}
                >
                  {text.add.button}
                </Button>
              </div>
            </Stack>
          </Panel>
          <Panel title={text.demo.title}>
            <Stack>
              <p>{text.demo.text}</p>
              <ol className={s.list}>
                {text.demo.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              <CodeBlock
                code={text.demo.command}
                label={text.demo.commandLabel}
                copyLabel={COMMON.actions.copy}
                copiedLabel={COMMON.actions.copied}
              />
            </Stack>
          </Panel>
        </Columns>
      </div>
    </div>
  );
}
