// @ts-check
import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 4 * 2 ** 20;
/** More than any record takes: room is looked for once a record. */
const LONGEST_RECORD = 4096;

/** Writes a file piece by piece; text comes as bytes, so that the encoding is settled once for each word, not for each row. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #length = 0;
  #written = 0;
  #fd;

  /** @param {string} path */
  constructor(path) {
    this.#fd = openSync(path, 'w');
  }

  /** @param {number} value one byte */
  byte(value) {
    this.#buffer[this.#length++] = value;
  }

  /** @param {Uint8Array} bytes */
  bytes(bytes) {
    const { length } = bytes;
    for (let i = 0; i < length; i++) this.#buffer[this.#length + i] = /** @type {number} */ (bytes[i]);
    this.#length += length;
  }

  /**
   * @param {number} value
   * @param {number} width leading zeros up to so many digits
   */
  digits(value, width) {
    let rest = value;
    for (let at = this.#length + width - 1; at >= this.#length; at--) {
      const tenth = Math.floor(rest / 10);
      this.#buffer[at] = 0x30 + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += width;
  }

  /** @param {number} cents */
  amount(cents) {
    const yuan = Math.floor(cents / 100);
    let width = 1;
    for (let next = 10; next <= yuan; next *= 10) width++;
    this.digits(yuan, width);
    this.byte(0x2e);
    this.digits(cents - yuan * 100, 2);
  }

  endRecord() {
    this.byte(0x0a);
    if (this.#length > BUFFER_BYTES - LONGEST_RECORD) this.#flush();
  }

  /** @returns {number} bytes of the file */
  close() {
    this.#flush();
    closeSync(this.#fd);
    return this.#written;
  }

  #flush() {
    for (let at = 0; at < this.#length; ) at += writeSync(this.#fd, this.#buffer, at, this.#length - at);
    this.#written += this.#length;
    this.#length = 0;
  }
}
