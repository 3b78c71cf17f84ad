import './mantine-styles.ts';
import './fonts.ts';
import '../../app/theme.css';
import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { cssVariables, mantineTheme } from './mantine-theme.ts';

/** `auto` follows the system. */
export type ColorScheme = 'auto' | 'light' | 'dark';

export interface UiProviderProps {
  children: ReactNode;
  /** The nonce of the page's content security policy; every style element made at run time carries it. */
  nonce?: string;
  /** A fixed scheme, as chosen in the settings. Without it, or with `auto`, the system decides. */
  colorScheme?: ColorScheme;
  /** How text reaches the clipboard; the browser's own way if left out. */
  copyText?: (text: string) => Promise<void>;
  /** `test` switches transitions and portals off. */
  env?: 'default' | 'test';
}

const browserCopy = (text: string): Promise<void> => navigator.clipboard.writeText(text);
const CopyContext = createContext(browserCopy);

export const useCopyText = (): ((text: string) => Promise<void>) => useContext(CopyContext);

const nothing = (): void => undefined;
/**
 * The program keeps the theme and the system tells it. A page that looked for one in its storage would wait for that
 * before it draws anything.
 */
const keepNothing: MantineColorSchemeManager = {
  get: (standard) => standard,
  set: nothing,
  subscribe: nothing,
  unsubscribe: nothing,
  clear: nothing,
};

/** Stands once around the program: theme, colour scheme, fonts, style nonce and clipboard for the whole kit. */
export function UiProvider({ children, nonce, colorScheme, copyText, env }: UiProviderProps) {
  useState(() => {
    if (nonce !== undefined) setNonce(nonce);
    return nonce;
  });
  const forced = colorScheme === 'light' || colorScheme === 'dark' ? { forceColorScheme: colorScheme } : {};
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={keepNothing}
      env={env ?? 'default'}
      {...(nonce === undefined ? {} : { getStyleNonce: () => nonce })}
      {...forced}
    >
      <CopyContext value={copyText ?? browserCopy}>{children}</CopyContext>
    </MantineProvider>
  );
}
