import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { ToastStack } from "../components/ToastStack.tsx";

export type Toast = { id: number; text: string; action?: { label: string; run: () => void } };

type Toasts = { show: (text: string, action?: Toast["action"]) => void };

const ToastContext = createContext<Toasts | null>(null);
const visibleForMs = 4200;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const nextId = useRef(1);

  const dismiss = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);

  const show = useCallback<Toasts["show"]>(
    (text, action) => {
      const id = nextId.current++;
      setToasts((shown) => [...shown.slice(-2), action ? { id, text, action } : { id, text }]);
      setTimeout(() => dismiss(id), visibleForMs);
    },
    [dismiss],
  );

  const value = useMemo(() => ({ show }), [show]);
  return (
    <ToastContext value={value}>
      {children}
      <ToastStack toasts={toasts} onDismiss={dismiss} />
    </ToastContext>
  );
}

export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (!toasts) throw new Error("useToasts needs a ToastProvider above it");
  return toasts;
}
