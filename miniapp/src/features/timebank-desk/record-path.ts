/** Where the desk looks at a record. */
export const RECORD_PATH = '/features/timebank-desk/pages/record/index';
