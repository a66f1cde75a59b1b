import { useEffect, useRef } from 'react';

const h5 = process.env.TARO_ENV === 'h5';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Single letters as commands of a desk. Silent while somebody types, while a sheet or a question is open, and with Ctrl, Alt or ⌘. */
export function useKeys(keys: Record<string, () => void>, on = true): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    if (!h5 || !on) return;
    const hear = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || typing(e.target)) return;
      if (document.querySelector('[role="dialog"],[role="alertdialog"]')) return;
      const act = latest.current[e.key.length === 1 ? e.key.toLowerCase() : e.key];
      if (!act) return;
      e.preventDefault();
      act();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [on]);
}
