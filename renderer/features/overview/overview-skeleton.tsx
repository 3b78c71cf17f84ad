import { OVERVIEW } from '../../strings/overview.ts';
import { Bone, Columns, Facts, Panel, Skeleton } from '../../ui/index.ts';
import s from './overview.module.css';
import own from './overview-skeleton.module.css';

/** A note is one line, with nothing in it yet. */
const FACTS = ['62%', '48%', '56%', '40%'].map((width) => ({
  key: width,
  term: <Bone width="44%" />,
  value: <Bone width={width} />,
  note: '\u00A0',
}));
const ROWS = ['78%', '70%', '84%', '66%', '80%', '74%', '68%', '82%', '72%'];

/** The page before anything of it is known: its parts where they will be, so that nothing moves when they are filled. */
export function OverviewSkeleton() {
  return (
    <Skeleton label={OVERVIEW.loading}>
      <Panel flush>
        <div className={s.verdict}>
          <span className={own.mark} />
          <div className={s.verdictText}>
            <p className={s.sentence}>
              <Bone width="38%" />
            </p>
            <p className={s.detail}>
              <Bone width="56%" />
            </p>
          </div>
        </div>
        <Facts items={FACTS} />
      </Panel>
      <div className={s.below}>
        <Columns kind="aside">
          <div className={s.column}>
            <Panel flush title={<Bone width="120px" />}>
              <div className={s.strip}>
                <div className={own.days}>
                  <span />
                  <span />
                  <Bone width="64%" />
                </div>
              </div>
            </Panel>
            <Panel flush title={<Bone width="104px" />}>
              <div className={own.head} />
              {ROWS.map((width) => (
                <div key={width} className={own.row}>
                  <Bone width={width} />
                </div>
              ))}
            </Panel>
          </div>
          <div className={s.column}>
            <Panel title={<Bone width="88px" />}>
              <Bone width="52%" />
            </Panel>
            <Panel flush title={<Bone width="72px" />}>
              <p className={s.nothing}>
                <Bone width="64%" />
              </p>
            </Panel>
          </div>
        </Columns>
      </div>
    </Skeleton>
  );
}
