import { Link } from '@tanstack/react-router';
import { formatCount } from '../../lib/format.ts';
import { OpenAll } from '../../lib/open-all.tsx';
import { OVERVIEW } from '../../strings/overview.ts';
import { Button, Mark, Panel, type RenderLink, Text } from '../../ui/index.ts';
import s from './overview.module.css';
import type { Todo, TodoTarget } from './todo.ts';

const text = OVERVIEW.todo;

export interface TodoPanelProps {
  gatewayId: string;
  todos: readonly Todo[];
}

/** What waits for the administrator, with the way there. */
export function TodoPanel({ gatewayId, todos }: TodoPanelProps) {
  return (
    <Panel
      flush
      title={text.title}
      right={
        todos.length > 0 && (
          <Text size="s" tone="secondary">
            {formatCount(todos.length)}
          </Text>
        )
      }
    >
      {todos.length === 0 ? (
        <p className={s.nothing}>{text.none}</p>
      ) : (
        <ul>
          {todos.map((todo) => (
            <TodoLine key={todo.id} gatewayId={gatewayId} todo={todo} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

type LinkTarget = Exclude<TodoTarget, null | { page: 'open-all' }>;

function linkTo(gatewayId: string, target: LinkTarget): RenderLink {
  if (target.page === 'restart') {
    return (parts) => <Link to="/g/$gatewayId/restart" params={{ gatewayId }} {...parts} />;
  }
  const { repositories, state } = target;
  const search = { repositories, ...(state === undefined ? {} : { state }) };
  return (parts) => <Link to="/g/$gatewayId/backups" params={{ gatewayId }} search={search} {...parts} />;
}

function TodoLine({ gatewayId, todo }: { gatewayId: string; todo: Todo }) {
  return (
    <li className={s.todo}>
      <p className={s.todoTitle}>
        <span className={s.todoMark}>
          <Mark tone={todo.tone} />
        </span>
        <Text tone={todo.tone === 'lost' ? 'bad' : todo.tone}>{todo.title}</Text>
      </p>
      <p className={s.todoText}>{todo.detail}</p>
      {todo.target !== null && (
        <div className={s.todoButton}>
          {todo.target.page === 'open-all' ? (
            <OpenAll gatewayId={gatewayId} size="sm" />
          ) : (
            <Button size="sm" renderLink={linkTo(gatewayId, todo.target)}>
              {todo.button}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
