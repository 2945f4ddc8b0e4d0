/** Where a rule is from: a document and a place in it. Pages show it as 依据. */
export interface Citation {
  /** 中政发〔2024〕16号, or the short title of a law or standard. */
  document: string;
  /** 二（一）2, 第三十二条, 附件第 17 项. */
  place: string;
}

export const cite = (document: string, place: string): Citation => ({ document, place });
