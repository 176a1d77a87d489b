export const GLUE_QUEUE = 'messages'
export const GLUE_EVENTS = 'events'
