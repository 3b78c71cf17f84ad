import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { SetupNode, SetupStep, SetupStepId } from '#shared/model/setup.ts';
import { SETUP } from '../../../strings/setup.ts';
import { Button, CodeBlock, Row, RuledTable, StateMark, Text, type Tone } from '../../../ui/index.ts';
import s from './setup.module.css';

const TEXTS = SETUP;
const TONES: Record<SetupNode['state'], Tone> = {
  done: 'good',
  open: 'bad',
  due: 'warn',
  waiting: 'wait',
  unknown: 'wait',
};

/** A restart is begun on its own page. */
const DO_WORDS: Record<SetupStepId, string> = {
  'path-repo': TEXTS.change,
  plugin: TEXTS.plugin.button,
  keys: TEXTS.keys.button,
  restart: '',
};

interface StepTableProps {
  gatewayId: string;
  steps: readonly SetupStep[];
  autostart: boolean;
  /** Whether nothing may be changed through this gateway. */
  locked: boolean;
  /** Begins what can be done from here for a step. */
  onDo: (id: SetupStepId) => void;
}

/** One line for each step, one column for each node. */
export function StepTable({ gatewayId, steps, autostart, locked, onDo }: StepTableProps) {
  const [unfolded, setUnfolded] = useState<SetupStepId | null>(null);
  const names = steps[0]?.nodes.map(({ name }) => name) ?? [];
  return (
    <div className={s.scroll}>
      <RuledTable className={s.table} label={TEXTS.table}>
        <thead>
          <tr>
            <th scope="col">{TEXTS.step}</th>
            {names.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
            <th scope="col" aria-label={TEXTS.actions} />
          </tr>
        </thead>
        <tbody>
          {steps.map((step, place) => (
            <Fragment key={step.id}>
              <tr>
                <th scope="row">
                  <b>{`${place + 1}. ${TEXTS.titles[step.id]}`}</b>
                  <span className={s.note}>{TEXTS.notes[step.id]}</span>
                </th>
                {step.nodes.map((node) => (
                  <td key={node.name}>
                    <StateMark tone={TONES[node.state]}>{TEXTS.states[node.state]}</StateMark>
                    <span className={s.note}>{node.detail}</span>
                  </td>
                ))}
                <td className={s.actions}>
                  {step.canDo && (
                    <Button
                      size="sm"
                      variant="primary"
                      onClick={() => onDo(step.id)}
                      {...(locked ? { disabledReason: TEXTS.readOnlyGateway } : {})}
                    >
                      {DO_WORDS[step.id]}
                    </Button>
                  )}
                  {step.byHand !== null && (
                    <Button size="sm" onClick={() => setUnfolded(unfolded === step.id ? null : step.id)}>
                      {unfolded === step.id ? TEXTS.hideSteps : TEXTS.showSteps}
                    </Button>
                  )}
                </td>
              </tr>
              <Below
                gatewayId={gatewayId}
                step={step}
                unfolded={unfolded === step.id}
                columns={names.length + 2}
                autostart={autostart}
              />
            </Fragment>
          ))}
        </tbody>
      </RuledTable>
    </div>
  );
}

interface BelowProps {
  gatewayId: string;
  step: SetupStep;
  unfolded: boolean;
  columns: number;
  autostart: boolean;
}

/** What there is to do by hand, below the step it belongs to. */
function Below({ gatewayId, step, unfolded, columns, autostart }: BelowProps) {
  const due = step.id === 'restart' && step.nodes.some(({ state }) => state === 'due');
  const stuck = step.byHand === null && step.whyNot !== '';
  if (!due && !stuck && (!unfolded || step.byHand === null)) return null;
  return (
    <tr>
      <td colSpan={columns} className={s.below}>
        {stuck && <Text size="s">{step.whyNot}</Text>}
        {due && (
          <Row>
            <Text size="s">{autostart ? TEXTS.dueAutostart : TEXTS.dueAlone}</Text>
            <Button
              size="sm"
              renderLink={(parts) => <Link to="/g/$gatewayId/restart" params={{ gatewayId }} {...parts} />}
            >
              {autostart ? TEXTS.toRestart : TEXTS.toRestartAlone}
            </Button>
          </Row>
        )}
        {unfolded && step.byHand !== null && (
          <div className={s.steps}>
            <Text as="p" size="s" tone="secondary">
              {step.byHand.where}
            </Text>
            <CodeBlock
              code={step.byHand.lines.join('\n')}
              label={TEXTS.lines}
              copyLabel={TEXTS.copy}
              copiedLabel={TEXTS.copied}
            />
            {step.whyNot !== '' && (
              <Text as="p" size="s" tone="secondary">
                {step.whyNot}
              </Text>
            )}
          </div>
        )}
      </td>
    </tr>
  );
}
