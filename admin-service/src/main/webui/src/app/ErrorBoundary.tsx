import { Component, type ReactNode } from 'react';
import { Failure } from '../ui/Failure';

interface State {
  error: unknown;
}

/** Keeps a page's failure inside the page. After a deployment an old page's code may be gone: loading again helps then. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    if (this.state.error) return <Failure error={this.state.error} retry={() => window.location.reload()} />;
    return this.props.children;
  }
}
