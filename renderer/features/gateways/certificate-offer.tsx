import type { ServerCertificate } from '#shared/model/trust.ts';
import { formatDateTime } from '../../lib/format.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';
import { Button } from '../../ui/index.ts';
import s from './form.module.css';

const text = GATEWAY_TRUST.offer;

export interface CertificateOfferProps {
  certificate: ServerCertificate;
  onTrust: () => void;
}

/** A certificate to be compared with that of the server, and the way to trust it from now on. */
export function CertificateOffer({ certificate, onTrust }: CertificateOfferProps) {
  const { subject, issuer, names, validTo, fingerprint, address } = certificate;
  return (
    <div className={s.offer}>
      <p className={s.raw}>{address}</p>
      <p>{text.until(subject, formatDateTime(validTo))}</p>
      <p>{issuer === subject ? text.itself : text.issuer(issuer)}</p>
      {names.length > 0 && <p>{text.names(names.join(', '))}</p>}
      <p className={s.raw}>{text.fingerprint(fingerprint)}</p>
      <Button size="sm" onClick={onTrust}>
        {text.trust}
      </Button>
    </div>
  );
}
