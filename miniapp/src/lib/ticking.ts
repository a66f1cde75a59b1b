import { useEffect, useState } from 'react';
import { serverNow } from './server-clock';

/** The server's now, again every half minute while the screen stands. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
