/** The only source of time on the server: tests stand it still, the database's own clock decides nothing. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
