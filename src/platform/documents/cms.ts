/**
 * A signature over bytes as a SignedData of GM/T 0010: SM3 digest, SM2 signature over the signed attributes, our
 * certificate inside, the bytes themselves outside.
 */
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, AsnOctetStringConverter, AsnUTCTimeConverter, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { sm2Sign, sm2Verify, sm3 } from '../crypto/index.ts';
import { bytesOf, hexOf, oids, oidValue, ownCertificate } from './certificate.ts';

export interface SigningMeans {
  privateKey: string;
  /** DER. */
  certificate: ArrayBuffer;
}

const digestOf = (bytes: Buffer): ArrayBuffer => bytesOf(sm3(bytes));

/** DER's SET OF: its members in the order of their bytes. What is signed is this set, by its universal tag. */
function setOf(members: readonly ArrayBuffer[]): Buffer {
  const body = Buffer.concat(members.map(m => Buffer.from(m)));
  const { length } = body;
  const head = length < 128 ? [0x31, length] : length < 256 ? [0x31, 0x81, length] : [0x31, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), body]);
}

/** Signs; the result is DER. `at` is an ISO instant. */
export function signBytes(bytes: Buffer, { privateKey, certificate }: SigningMeans, at: string): Buffer {
  const attributes = [
    new Attribute({ attrType: oids.contentType, attrValues: [oidValue(oids.data)] }),
    new Attribute({ attrType: oids.signingTime, attrValues: [AsnUTCTimeConverter.toASN(new Date(at)).toBER()] }),
    new Attribute({ attrType: oids.messageDigest, attrValues: [AsnOctetStringConverter.toASN(digestOf(bytes)).toBER()] }),
  ]
    .map(attribute => ({ attribute, der: AsnConvert.serialize(attribute) }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.der), Buffer.from(b.der)));
  const signature = new OctetString(bytesOf(sm2Sign(setOf(attributes.map(a => a.der)), privateKey, 'der')));
  return assembled(
    AsnConvert.parse(certificate, Certificate),
    attributes.map(a => a.attribute),
    signature,
  );
}

/** The one form in which we write a signature, as DER: all of it follows from these three. */
function assembled(certificate: Certificate, signedAttrs: Attribute[], signature: OctetString): Buffer {
  const { issuer, serialNumber } = certificate.tbsCertificate;
  const digest = new AlgorithmIdentifier({ algorithm: oids.sm3 });
  const signer = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: digest,
    signedAttrs,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithm: oids.sm2WithSm3 }),
    signature,
  });
  const signed = new SignedData({
    version: CMSVersion.v1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([digest]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
    certificates: new CertificateSet([new CertificateChoices({ certificate })]),
    signerInfos: new SignerInfos([signer]),
  });
  return Buffer.from(AsnConvert.serialize(new ContentInfo({ contentType: oids.signedData, content: AsnConvert.serialize(signed) })));
}

/** What a signature says, once it is read; nothing of it is believed before `holds`. */
export interface SignatureFound {
  /** The signed digest is that of these bytes. */
  digestFits: boolean;
  /** The signature and the certificate beside it were made with the key below, and nothing stands there that they do not cover. */
  holds: boolean;
  /** Public key of the certificate inside, hex. */
  publicKey: string;
  /** ISO instant that the signer claims. */
  at: string | null;
}

/** Reads a signature over bytes; null when it is not a SignedData of SM2 at all. */
export function readSignature(bytes: Buffer, signature: Buffer): SignatureFound | null {
  try {
    const outer = AsnConvert.parse(signature, ContentInfo);
    if (outer.contentType !== oids.signedData) return null;
    const signed = AsnConvert.parse(outer.content, SignedData);
    const [signer] = signed.signerInfos;
    const serial = signer?.sid.issuerAndSerialNumber?.serialNumber;
    const certificate = signed.certificates?.map(c => c.certificate).find(c => c && serial && hexOf(c.tbsCertificate.serialNumber) === hexOf(serial));
    if (signed.signerInfos.length !== 1 || !signer?.signedAttrs || !certificate) return null;
    if (signer.digestAlgorithm.algorithm !== oids.sm3 || signer.signatureAlgorithm.algorithm !== oids.sm2WithSm3) return null;
    const attribute = (oid: string) => signer.signedAttrs!.find(a => a.attrType === oid)?.attrValues[0];
    const digest = attribute(oids.messageDigest);
    const time = attribute(oids.signingTime);
    const publicKey = hexOf(certificate.tbsCertificate.subjectPublicKeyInfo.subjectPublicKey);
    const members = signer.signedAttrs.map(a => AsnConvert.serialize(a));
    // What the key has not signed (versions, names, parameters) stands as we write it, or it is not our signature.
    const asWritten = assembled(certificate, signer.signedAttrs, signer.signature).equals(signature);
    return {
      digestFits: digest !== undefined && hexOf(AsnConvert.parse(digest, OctetString).buffer) === sm3(bytes),
      holds: asWritten && ownCertificate(certificate) && sm2Verify(setOf(members), hexOf(signer.signature.buffer), publicKey, 'der'),
      publicKey,
      at: time ? utcTime(time) : null,
    };
  } catch {
    return null;
  }
}

/** UTCTime `YYMMDDhhmmssZ` as an ISO instant. */
function utcTime(der: ArrayBuffer): string | null {
  const text = Buffer.from(der).subarray(2).toString('latin1');
  const parts = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return parts ? `20${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z` : null;
}
