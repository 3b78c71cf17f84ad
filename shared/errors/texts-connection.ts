import type { ErrorText } from './texts.ts';

export const CONNECTION_TEXTS = {
  'address-unknown': {
    title: 'The host of {where} was not found.',
    cause: 'The name is misspelled, or this computer cannot resolve it.',
    next: 'Check the address, or use the IP address.',
  },
  'connection-refused': {
    title: '{where} refuses connections.',
    cause:
      'Nothing listens on this port: the data store is down, or the port is another one (9240 for an embedded data store, 9200 for an external one).',
    next: 'Start the data store or correct the port, then test again.',
  },
  'no-reply': {
    title: '{where} did not answer in time.',
    cause:
      'A firewall swallows the packets, the server is overloaded, or its one snapshot thread is busy. No reply is not a failure of the work itself.',
    next: 'Check network and server, then try again.',
  },
  'connection-lost': {
    title: 'The connection to {where} was cut.',
    cause: 'The server went down or something between here and there closed the connection.',
    next: 'Try again. Work that was already running on the server goes on there.',
  },
  'certificate-refused': {
    title: 'The certificate of {where} is not trusted.',
    cause: '{detail}',
    next: 'Compare the fingerprint with that of the server. If it is the same, trust this certificate, or enter the file of its certificate authority.',
  },
  'certificate-changed': {
    title: '{where} shows another certificate than the one that is trusted.',
    cause:
      'Somebody may stand between here and the server and read along; or the certificate was renewed. {detail}',
    next: 'Ask whoever runs the server whether its certificate was replaced. Trust the new one only when its fingerprint is the same as on the server.',
  },
  'certificate-wrong-host': {
    title: 'The certificate of {where} is for another host.',
    cause: '{detail}',
    next: 'Use one of these names in the address, or switch the check of the host name off for this certificate authority.',
  },
  'certificate-expired': {
    title: 'The certificate of {where} is not valid today.',
    cause: '{detail}',
    next: 'Renew the certificate on the server, and check the clock of this computer. Until then this one certificate can be trusted by its fingerprint.',
  },
  'ca-file-unusable': {
    title: 'The file of the certificate authority cannot be used.',
    cause: '{detail}',
    next: 'Enter a file in PEM form (BEGIN CERTIFICATE). From a Java key store it is written by: keytool -exportcert -rfc.',
  },
  'client-certificate-demanded': {
    title: '{where} does not accept this computer without a client certificate that it trusts.',
    cause: 'It asks for a client certificate, and none was given, or the one given was refused. {detail}',
    next: 'Enter the files of a client certificate and its key that the server accepts.',
  },
  'client-certificate-unusable': {
    title: 'The client certificate cannot be used.',
    cause: '{detail}',
    next: 'Check both files and the passphrase of the key.',
  },
  'tls-failed': {
    title: 'TLS with {where} could not be agreed on.',
    cause: 'Both sides have no protocol in common, or the server asks for a client certificate. {detail}',
    next: 'Allow TLS 1.2 or newer on the server, or enter a client certificate.',
  },
  'plain-http-expected': {
    title: '{where} does not speak https.',
    cause: 'The address begins with https, the server answers in plain http.',
    next: 'Use an address that begins with http, or switch TLS on in the data store.',
  },
  'https-expected': {
    title: '{where} speaks https only.',
    cause: 'The address begins with http, the server at this port expects https.',
    next: 'Use an address that begins with https.',
  },
  'not-a-data-store': {
    title: '{where} answers, but it is not an Elasticsearch data store.',
    cause: 'Another web server listens there. {detail}',
    next: 'Use the address of the data store: port 9240 when it is embedded, often 9200 when it is external. Port 5555 and 9072 belong to the gateway itself.',
  },
  'not-json': {
    title: '{where} answered with a web page instead of data.',
    cause: 'A proxy, a sign-in page or another web server stands at this address.',
    next: 'Use the direct address of the data store.',
  },
  'version-unsupported': {
    title: 'The data store at {where} has a version that is not supported: {detail}.',
    cause: 'Elasticsearch 2.3 to 9.x can be backed up.',
    next: 'Check that this is the data store of an API Gateway.',
  },
  'sign-in-refused': {
    title: 'User or password was refused by {where}.',
    cause: 'The data store asks for a user, and the one given is not accepted.',
    next: 'Enter user and password again.',
  },
  'right-missing': {
    title: 'The user may not do this on {where}.',
    cause: 'A right is missing: {detail}',
    next: 'Give the user the right that is named, or use another user.',
  },
} satisfies Record<string, ErrorText>;
