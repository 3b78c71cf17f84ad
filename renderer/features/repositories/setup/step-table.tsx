import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { SetupNode, SetupStep, SetupStepId } from '#shared/model/setup.ts';
import { SETUP } from '../../../strings/setup.ts';
import {
  Button,
  CodeBlock,
  Row,
  RuledTable,
  StateMark,
  Text,
  type Tone,
  VisuallyHidden,
} from '../../../ui/index.ts';
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
  /** Begins what can be done from here for a step on a node. */
  onDo: (id: SetupStepId, node: string) => void;
}

/** One line for each step, one column for each node. */
export function StepTable({ gatewayId, steps, autostart, locked, onDo }: StepTableProps) {
  const [unfolded, setUnfolded] = useState<SetupStepId | null>(null);
  const nodes = steps[0]?.nodes ?? [];
  return (
    <div className={s.scroll}>
      <RuledTable className={s.table} label={TEXTS.table}>
        <thead>
          <tr>
            <th scope="col">{TEXTS.step}</th>
            {nodes.map(({ name, where }) => (
              <th scope="col" key={name}>
                {name}
                <span className={s.note}>{where === '' ? TEXTS.outOfReach : where}</span>
              </th>
            ))}
            <th scope="col">
              <VisuallyHidden>{TEXTS.actions}</VisuallyHidden>
            </th>
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
                    {node.detail !== TEXTS.states[node.state] && (
                      <span className={s.note}>{node.detail}</span>
                    )}
                  </td>
                ))}
                <td className={s.actions}>
                  {doable(step).map(({ name }) => (
                    <Button
                      key={name}
                      size="sm"
                      variant="primary"
                      onClick={() => onDo(step.id, name)}
                      {...(locked ? { disabledReason: TEXTS.readOnlyGateway } : {})}
                    >
                      {doable(step).length === 1 ? DO_WORDS[step.id] : TEXTS.on(DO_WORDS[step.id], name)}
                    </Button>
                  ))}
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
                columns={nodes.length + 2}
                autostart={autostart}
              />
            </Fragment>
          ))}
        </tbody>
      </RuledTable>
    </div>
  );
}

/** Nodes on which a step can be done from here. */
const doable = (step: SetupStep): SetupNode[] => step.nodes.filter(({ canDo }) => canDo);

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
