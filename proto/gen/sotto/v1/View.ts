// Original file: proto/sotto/v1/search.proto

import type { Long } from '@grpc/proto-loader';

export interface View {
  /**
   * At most 64 bytes.
   */
  'name'?: (string);
  /**
   * The address of the page within the console, with its filters: at most 2 KiB.
   */
  'address'?: (string);
  /**
   * For the whole tenant; else only its key sees it.
   */
  'shared'?: (boolean);
  /**
   * The key that saved it.
   */
  'actor'?: (string);
  'savedAt'?: (number | string | Long);
}

export interface View__Output {
  /**
   * At most 64 bytes.
   */
  'name': (string);
  /**
   * The address of the page within the console, with its filters: at most 2 KiB.
   */
  'address': (string);
  /**
   * For the whole tenant; else only its key sees it.
   */
  'shared': (boolean);
  /**
   * The key that saved it.
   */
  'actor': (string);
  'savedAt': (number);
}
