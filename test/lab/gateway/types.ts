/** How a node takes a request to shut down. */
export type Behaviour =
  | 'normal'
  /** Accepts the request, then takes connections and answers nothing. */
  | 'hang'
  /** Goes down and stays down. */
  | 'never-back'
  /** Answers 401 whatever the password. */
  | 'reject-password'
  /** Every reply takes two seconds, a bounce three times as long. */
  | 'slow'
  /** Accepts the request and goes on as if nothing had been asked. */
  | 'stays-up'
  /** Answers the request to shut down with 500. */
  | 'fails';

/** What a data store of the lab offers to the scripts below InternalDataStore/bin. */
export interface DataStoreControl {
  readonly url: string;
  readonly configFile: string;
  restart(): Promise<void>;
  kill9(): Promise<void>;
}

export interface StandInOptions {
  dataStoreUrl: string;
  nodes?: number;
  tenant?: string;
  user?: string;
  password?: string;
  /** How long a node is away. */
  bounceSeconds?: number;
  /** How long it still answers 200 after a request to shut down. */
  lingerSeconds?: number;
  behaviour?: Behaviour;
  /** False for releases before 10.7: no REST shutdown and no quiesce mode. */
  restShutdown?: boolean;
  autostart?: boolean;
  /** Folder of the installation of the first node, where it is to be that of the data store, too. */
  folder?: string;
  /** Given, the start and stop scripts of the data store really work. */
  dataStore?: DataStoreControl;
}

/** One request that reached a node. */
export interface SeenRequest {
  at: number;
  method: string;
  path: string;
  status: number;
  body: string;
}

export interface QuiesceState {
  enable: boolean;
  block?: string;
  flush?: string[];
}
