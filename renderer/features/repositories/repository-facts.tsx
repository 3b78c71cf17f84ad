import { GatewayFacts, type GatewayFactsProps } from '../../lib/gateway-facts.tsx';
import { REPOSITORIES } from '../../strings/repositories.ts';
import { Mono } from '../../ui/index.ts';

interface RepositoryFactsProps extends GatewayFactsProps {
  name: string;
}

/** Which repository of which gateway a question is about. */
export function RepositoryFacts({ gateway, name, more = [] }: RepositoryFactsProps) {
  return (
    <GatewayFacts
      gateway={gateway}
      more={[{ term: REPOSITORIES.repository, detail: <Mono>{name}</Mono> }, ...more]}
    />
  );
}
