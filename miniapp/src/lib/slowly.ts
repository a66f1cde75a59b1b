import { useEffect, useState } from 'react';

/** What was typed, once the fingers rest: one question to the server instead of one per letter. */
export function useSlowly<T>(value: T, ms = 300): T {
  const [slow, setSlow] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return slow;
}
