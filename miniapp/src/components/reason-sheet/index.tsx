import { type PropsWithChildren, useState } from 'react';
import { fieldError } from '@/api/problem';
import { Button } from '../button';
import { Field, FieldError, Textarea } from '../field';
import { Sheet } from '../sheet';

interface Props extends PropsWithChildren {
  title: string;
  label: string;
  hint?: string;
  /** of the request: its own refusal stands at the words */
  field: string;
  min: number;
  max: number;
  danger?: boolean;
  pending: boolean;
  error: Error | null;
  send: (words: string) => void;
  onClose: () => void;
}

/** An act that needs words: somebody else reads them as they are written here. */
export function ReasonSheet({ title, label, hint, field, min, max, danger, pending, error, send, onClose, children }: Props) {
  const [words, setWords] = useState('');
  return (
    <Sheet
      open
      title={title}
      onClose={onClose}
      footer={
        <Button
          kind={danger ? 'danger' : 'primary'}
          pending={pending}
          disabled={words.trim().length < min}
          onPress={() => send(words.trim())}
        >
          {title}
        </Button>
      }
    >
      {children}
      <Field label={label} hint={hint} error={fieldError(error, field)}>
        <Textarea label={label} value={words} onChange={setWords} maxLength={max} rows={3} />
      </Field>
      {error && !fieldError(error, field) && <FieldError>{error.message}</FieldError>}
    </Sheet>
  );
}
