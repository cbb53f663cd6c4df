/** A setting that changed a figure and was not typed: how it stands in the provenance of a report. */
export interface StatedSetting {
  readonly key: string;
  readonly value: string;
  /** NPL_POLICY, or the name of the file. */
  readonly source: string;
  readonly sha256?: string;
}
