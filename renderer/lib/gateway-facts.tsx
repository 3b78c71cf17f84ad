import type { ReactNode } from 'react';
import { COMMON } from '../strings/common.ts';
import { DefinitionList, Mono } from '../ui/index.ts';

export interface GatewayFactsProps {
  /** Undefined until the list of gateways was read. */
  gateway: { name: string; tenant: string } | undefined;
  /** What else the question is about. */
  more?: readonly { term: string; detail: ReactNode }[];
}

/** Which gateway and tenant a dangerous question is about, before anything else is read. */
export function GatewayFacts({ gateway, more = [] }: GatewayFactsProps) {
  return (
    <DefinitionList
      items={[
        { term: COMMON.gateway, detail: gateway?.name ?? COMMON.empty },
        { term: COMMON.tenant, detail: <Mono>{gateway?.tenant ?? COMMON.empty}</Mono> },
        ...more,
      ]}
    />
  );
}
