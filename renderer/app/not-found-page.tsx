import { Link } from '@tanstack/react-router';
import { APP } from '../strings/app.ts';
import { Button, EmptyState, PageBody, PageHeader } from '../ui/index.ts';

/** In the place of a page that does not exist. */
export function NotFoundPage() {
  const text = APP.notFound;
  return (
    <>
      <PageHeader title={text.title} />
      <PageBody>
        <EmptyState
          icon="help"
          title={text.heading}
          text={text.text}
          action={<Button renderLink={(parts) => <Link to="/gateways" {...parts} />}>{text.button}</Button>}
        />
      </PageBody>
    </>
  );
}
