// Original file: proto/sotto/v1/message.proto


/**
 * The part of a message that says whom to tell and what to run.
 */
export interface Hook {
  /**
   * The applications that see this message's events. Empty: the submitter's own.
   */
  'applications'?: (string)[];
  /**
   * A program of the agent's allow-list to run in a process of its own, in place of the action's handler. Empty: none.
   */
  'program'?: (string);
  /**
   * Its arguments, given as they are, without a shell. At most 32, of 1 KiB each.
   */
  'arguments'?: (string)[];
  /**
   * The host application on the device yields before the program runs and resumes after it.
   */
  'interrupt'?: (boolean);
}

/**
 * The part of a message that says whom to tell and what to run.
 */
export interface Hook__Output {
  /**
   * The applications that see this message's events. Empty: the submitter's own.
   */
  'applications': (string)[];
  /**
   * A program of the agent's allow-list to run in a process of its own, in place of the action's handler. Empty: none.
   */
  'program': (string);
  /**
   * Its arguments, given as they are, without a shell. At most 32, of 1 KiB each.
   */
  'arguments': (string)[];
  /**
   * The host application on the device yields before the program runs and resumes after it.
   */
  'interrupt': (boolean);
}
