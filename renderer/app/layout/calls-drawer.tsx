import { useState } from 'react';
import type { ApiCall } from '#shared/model/data-store.ts';
import { formatCount, formatExactTime } from '../../lib/format.ts';
import { APP } from '../../strings/app.ts';
import { COMMON } from '../../strings/common.ts';
import { CopyButton, IconButton, LinkButton, Text } from '../../ui/index.ts';
import s from './layout.module.css';

const text = APP.calls;

/** Path and query of a call; the address as it is when it cannot be read. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** One call as it would be typed into a console. */
const asText = (call: ApiCall): string =>
  [`${call.method} ${call.url}`, ...(call.body === null ? [] : [call.body])].join('\n');

export interface CallsDrawerProps {
  calls: readonly ApiCall[];
  onClose: () => void;
}
