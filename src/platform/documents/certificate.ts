/**
 * The county's own certificate for a signing key: self-signed, SM2 with SM3 (GM/T 0015). It says whose key it is; whether
 * the key is ours is told by the county's table of keys, never by the certificate.
 */
import { AsnConvert, AsnObjectIdentifierConverter, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { sm2Sign, sm2Verify } from '../crypto/index.ts';

/** GB/T 33560: what the algorithms are called in certificates and signatures. */
export const oids = {
  sm3: '1.2.156.10197.1.401',
  sm2: '1.2.156.10197.1.301',
  sm2WithSm3: '1.2.156.10197.1.501',
  /** GM/T 0010: the national counterparts of PKCS #7's data and signedData. */
  data: '1.2.156.10197.6.1.4.2.1',
  signedData: '1.2.156.10197.6.1.4.2.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
} as const;

export const bytesOf = (hex: string): ArrayBuffer => new Uint8Array(Buffer.from(hex, 'hex')).buffer;
/** An object identifier as DER, for where ASN.1 says ANY. */
export const oidValue = (oid: string): ArrayBuffer => AsnObjectIdentifierConverter.toASN(oid).toBER();
export const hexOf = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');

/** Years for which a certificate of ours is made. */
const years = 10;

const country = '2.5.4.6';

const named = (names: readonly [oid: string, value: string][]) =>
  new Name(
    names.map(
      ([type, value]) =>
        new RelativeDistinguishedName([
          new AttributeTypeAndValue({ type, value: new AttributeValue(type === country ? { printableString: value } : { utf8String: value }) }),
        ]),
    ),
  );

export interface CertificateOf {
  /** The key's id: a UUID, which is the serial number. */
  keyId: string;
  publicKey: string;
  privateKey: string;
  /** Common name, e.g. 中阳县电子证照. */
  name: string;
  organisation: string;
  /** ISO instant. */
  from: string;
}

/** The certificate as DER. */
export function makeCertificate(c: CertificateOf): ArrayBuffer {
  const name = named([
    [country, 'CN'],
    ['2.5.4.10', c.organisation],
    ['2.5.4.3', c.name],
  ]);
  const notAfter = new Date(c.from);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  const signature = new AlgorithmIdentifier({ algorithm: oids.sm2WithSm3 });
  const tbs = new TBSCertificate({
    version: Version.v3,
    // The key's id behind a one: positive, and as short as DER wants it, whatever the id begins with.
    serialNumber: bytesOf(`01${c.keyId.replaceAll('-', '')}`),
    signature,
    issuer: name,
    validity: new Validity({ notBefore: new Date(c.from), notAfter }),
    subject: name,
    subjectPublicKeyInfo: new SubjectPublicKeyInfo({
      algorithm: new AlgorithmIdentifier({ algorithm: '1.2.840.10045.2.1', parameters: oidValue(oids.sm2) }),
      subjectPublicKey: bytesOf(c.publicKey),
    }),
    extensions: new Extensions([
      new Extension({ extnID: id_ce_basicConstraints, critical: true, extnValue: new OctetString(AsnConvert.serialize(new BasicConstraints({ cA: false }))) }),
      new Extension({
        extnID: id_ce_keyUsage,
        critical: true,
        extnValue: new OctetString(AsnConvert.serialize(new KeyUsage(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation))),
      }),
    ]),
  });
  const raw = AsnConvert.serialize(tbs);
  return AsnConvert.serialize(
    new Certificate({ tbsCertificate: tbs, signatureAlgorithm: signature, signatureValue: bytesOf(sm2Sign(new Uint8Array(raw), c.privateKey, 'der')) }),
  );
}

/** Whether a certificate was made with the very key that it is for, as ours are. */
export function ownCertificate(certificate: Certificate): boolean {
  const { tbsCertificate, tbsCertificateRaw } = certificate;
  if (certificate.signatureAlgorithm.algorithm !== oids.sm2WithSm3) return false;
  return sm2Verify(
    new Uint8Array(tbsCertificateRaw ?? AsnConvert.serialize(tbsCertificate)),
    hexOf(certificate.signatureValue),
    hexOf(tbsCertificate.subjectPublicKeyInfo.subjectPublicKey),
    'der',
  );
}
