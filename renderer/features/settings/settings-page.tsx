import { useNavigate, useSearch } from '@tanstack/react-router';
import { SETTINGS } from '../../strings/settings.ts';
import { PageFill, PageHeader, TabPanel, Tabs } from '../../ui/index.ts';
import { DiagnosticsTab } from './diagnostics-tab.tsx';
import { LicencesTab } from './licences-tab.tsx';
import { ProgramTab } from './program-tab.tsx';
import styles from './settings.module.css';

const TABS = ['program', 'diagnostics', 'licences'] as const;
type TabName = (typeof TABS)[number];
const ID = 'settings';

/** Everything about the program itself. */
export function SettingsPage() {
  const search: { tab?: string; q?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const tab = TABS.find((one) => one === search.tab) ?? 'program';
  const open = (next: TabName): void =>
    void navigate({ to: '/settings', search: next === 'program' ? {} : { tab: next }, replace: true });
  return (
    <>
      <PageHeader title={SETTINGS.title} />
      <PageFill>
        <div className={styles.tabs}>
          <Tabs<TabName>
            id={ID}
            label={SETTINGS.tabsLabel}
            tabs={TABS.map((value) => ({ value, label: SETTINGS.tabs[value] }))}
            value={tab}
            onChange={open}
          />
        </div>
        <div className={styles.panel}>
          <TabPanel id={ID} value={tab}>
            <Content tab={tab} />
          </TabPanel>
        </div>
      </PageFill>
    </>
  );
}

function Content({ tab }: { tab: TabName }) {
  switch (tab) {
    case 'program':
      return <ProgramTab />;
    case 'diagnostics':
      return <DiagnosticsTab />;
    case 'licences':
      return <LicencesTab />;
  }
}
