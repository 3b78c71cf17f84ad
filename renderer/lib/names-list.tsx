import type { ReactNode } from 'react';
import s from './names-list.module.css';

/** Names one below the other, as `li`; where they are many they scroll. */
export const NamesList = ({ children }: { children: ReactNode }) => <ul className={s.names}>{children}</ul>;
