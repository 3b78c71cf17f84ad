/** Index types of an asset, one index each from 10.5 on. */
export const ASSET_TYPES = [
  'accesscontrollist',
  'accessprofiles',
  'aliases',
  'apis',
  'applications',
  'approvalconfiguration',
  'approvalrequest',
  'approver',
  'appmesh',
  'appmesh_deployment_api',
  'assertion',
  'bindingassertion',
  'configurations',
  'deploymentmap',
  'documents',
  'egpolicyindexlists',
  'gatewayscopes',
  'groups',
  'hints',
  'internalsettings',
  'ispackages',
  'jmsconnectionalias',
  'jmstrigger',
  'jndisettings',
  'kerberossettings',
  'keystore',
  'microgatewayassets',
  'microgatewayregistrationinfo',
  'migrationinfos',
  'oauth2accesstoken',
  'oauth2authcode',
  'oauth2clientregistration',
  'oauth2materializedtoken',
  'oauth2refreshtoken',
  'oauth2scopedata',
  'oauth2token',
  'outboundproxysettings',
  'packages',
  'passmandata',
  'plans',
  'policy',
  'policyactions',
  'portalgateways',
  'promotions',
  'promotionsets',
  'proxybypass',
  'publishinfo',
  'quotaaccumulator',
  'registeredapplications',
  'reversemaps',
  'rollback',
  'rule',
  'searchquery',
  'stages',
  'strategies',
  'subscriptions',
  'tokenassertion',
  'truststores',
  'uipolicy',
  'urlaliases',
  'users',
  'webhooks',
  'webserviceendpointalias',
] as const;

/** Event families below `analytics_`, with their share of the analytics documents in percent. */
export const ANALYTICS_SHARES = {
  transactionalevents: 70,
  monitorevents: 8,
  performancemetrics: 10,
  lifecycleevents: 6,
  policyviolationevents: 3,
  errorevents: 2,
  threatprotectionevents: 1,
} as const;

export const LICENSE_TYPES = [
  'licensemetrics',
  'monthlyaggregateddetails',
  'notifications',
  'notificationcriteria',
  'apiusagedetails',
] as const;

export const OTHER_TYPES = [
  'cache_cachestatistics',
  'dashboard',
  'dashboard-event-log',
  'serverlogtracespans',
  'mediatortracespan',
  'requestresponsetracespans',
] as const;

/** How an API Gateway of a release names and shapes its indices. */
export type Layout = '10.0' | '10.2' | '10.5' | '10.11' | '10.15';

/** The layout that belongs to a data store release, by its version number. */
export function layoutFor(storeVersion: string): Layout {
  const [major = 0, minor = 0] = storeVersion.split('.').map(Number);
  if (major <= 2) return '10.0';
  if (major <= 6) return '10.2';
  if (major === 7) return minor < 7 ? '10.5' : '10.11';
  return '10.15';
}

export const DEFAULT_TENANTS = ['default', 'default2', 'default_eu'];

/** The tenant of an index: the longest of the given tenants whose name it begins with. */
export function tenantOf(index: string, tenants: string[] = DEFAULT_TENANTS): string | undefined {
  return tenants
    .filter((tenant) => index === `gateway_${tenant}` || index.startsWith(`gateway_${tenant}_`))
    .sort((a, b) => b.length - a.length)[0];
}
