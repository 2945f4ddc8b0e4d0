export { type CertificateOf, makeCertificate } from './certificate.ts';
export { readSignature, type SignatureFound, type SigningMeans, signBytes } from './cms.ts';
export { drawQr, drawSeal, missingMark, openPage, type Page } from './page.ts';
export { checkPdf, type PdfChecked, type PdfFault, pdfFaults, type SigningWords, signPdf } from './signed-pdf.ts';
