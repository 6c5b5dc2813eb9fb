import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, hostname, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

type Daemon = "munged" | "slurmctld" | "slurmd" | "redis";

const redisPort = 6399;

/**
 * Slurm and Redis for tests, under a configuration of their own in a temporary folder. Needs root and Debian's packages munge, slurmctld,
 * slurmd, slurm-client and redis-server; meant for machines that are thrown away, and refuses to start on others.
 */
export class Cluster {
  readonly folder = mkdtempSync(path.join(tmpdir(), "blankfile-cluster-"));
  readonly redis = `redis://127.0.0.1:${redisPort}`;
  readonly #daemons = new Map<Daemon, ChildProcess>();

  constructor() {
    if (process.env.BLANKFILE_CLUSTER !== "here")
      throw new Error(
        "cluster: this starts Slurm and Redis as root; on a machine made for that set BLANKFILE_CLUSTER=here",
      );
  }

  async start(): Promise<void> {
    this.#configure();
    process.env.SLURM_CONF = this.#in("slurm.conf");
    await this.startDaemon("munged");
    await this.startDaemon("slurmctld");
    await this.startDaemon("slurmd");
    await this.startDaemon("redis");
  }

  /** Starts it, and resolves once it answers. */
  async startDaemon(name: Daemon): Promise<void> {
    if (this.isUp(name)) return;
    const log = openSync(this.#in(`${name}.log`), "a");
    const [program, ...args] = this.#command(name) as [string, ...string[]];
    const child = spawn(program, args, { stdio: ["ignore", log, log], detached: true });
    this.#daemons.set(name, child);
    await this.#until(name, () => this.#answers(name));
  }

  /** kill -9. */
  async kill(name: Daemon): Promise<void> {
    const child = this.#daemons.get(name);
    if (!child || !this.isUp(name)) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** The process sleeps, as one does whose machine hangs, until `wake`. */
  halt(name: Daemon): void {
    this.#daemons.get(name)?.kill("SIGSTOP");
  }

  wake(name: Daemon): void {
    this.#daemons.get(name)?.kill("SIGCONT");
  }

  isUp(name: Daemon): boolean {
    const child = this.#daemons.get(name);
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /**
   * What an administrator does until it is called off: a node that Slurm took out of use, because a killed controller launched there what
   * ran already, is given back.
   */
  administrate(): () => void {
    const timer = setInterval(() => {
      try {
        const node = said("sinfo", ["--noheader", "--states=drain", "--format=%N"]).trim();
        if (node !== "") said("scontrol", ["update", `NodeName=${node}`, "State=RESUME"]);
      } catch {
        // The controller is down just now.
      }
    }, 2000);
    return () => clearInterval(timer);
  }

  async stop(): Promise<void> {
    try {
      execFileSync("scancel", ["--me"], { timeout: 10_000, stdio: "ignore" });
    } catch {
      // It is down already.
    }
    for (const name of ["slurmd", "slurmctld", "redis", "munged"] as const) await this.kill(name);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #in(name: string): string {
    return path.join(this.folder, name);
  }

  #configure(): void {
    const host = hostname().split(".")[0];
    const cores = availableParallelism();
    for (const name of ["state", "spool", "munge"]) mkdirSync(this.#in(name), { mode: 0o755 });
    writeFileSync(this.#in("munge/key"), Buffer.alloc(64, 7), { mode: 0o600 });
    const lines = {
      ClusterName: "blankfile",
      SlurmctldHost: host,
      SlurmUser: "root",
      AuthType: "auth/munge",
      AuthInfo: `socket=${this.#in("munge/socket")}`,
      ProctrackType: "proctrack/linuxproc",
      TaskPlugin: "task/none",
      SelectType: "select/cons_tres",
      SelectTypeParameters: "CR_Core",
      MpiDefault: "none",
      ReturnToService: 2,
      SlurmdTimeout: 15,
      JobRequeue: 1,
      RequeueExit: 75,
      MinJobAge: 3600,
      KillWait: 5,
      SchedulerParameters: "sched_min_interval=0,batch_sched_delay=0",
      StateSaveLocation: this.#in("state"),
      SlurmdSpoolDir: this.#in("spool"),
      SlurmctldPidFile: this.#in("slurmctld.pid"),
      SlurmdPidFile: this.#in("slurmd.pid"),
      SlurmctldPort: 16817,
      SlurmdPort: 16818,
      AccountingStorageType: "accounting_storage/none",
      JobCompType: "jobcomp/none",
    };
    const memory = Math.floor((totalmem() / 2 ** 20) * 0.9);
    const node = `NodeName=${host} CPUs=${cores} Boards=1 SocketsPerBoard=1 CoresPerSocket=${cores} ThreadsPerCore=1 RealMemory=${memory} State=UNKNOWN`;
    const partition = "PartitionName=debug Nodes=ALL Default=YES MaxTime=INFINITE State=UP";
    const settings = Object.entries(lines).map(([key, value]) => `${key}=${value}`);
    writeFileSync(this.#in("slurm.conf"), `${[...settings, node, partition].join("\n")}\n`);
  }

  #command(name: Daemon): string[] {
    if (name === "munged")
      return [
        "/usr/sbin/munged",
        ...["--foreground", "--force", `--key-file=${this.#in("munge/key")}`],
        ...[`--socket=${this.#in("munge/socket")}`, `--pid-file=${this.#in("munge/pid")}`],
        ...[`--log-file=${this.#in("munge/log")}`, `--seed-file=${this.#in("munge/seed")}`],
      ];
    if (name === "slurmctld") return ["/usr/sbin/slurmctld", "-D", "-f", this.#in("slurm.conf")];
    if (name === "slurmd") return ["/usr/sbin/slurmd", "-D", "-f", this.#in("slurm.conf")];
    return [
      "/usr/bin/redis-server",
      ...["--port", String(redisPort), "--bind", "127.0.0.1", "--dir", this.folder],
      ...[
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--maxmemory-policy",
        "noeviction",
        "--save",
        "",
      ],
    ];
  }

  #answers(name: Daemon): boolean {
    if (name === "munged") return existsSync(this.#in("munge/socket"));
    try {
      if (name === "redis") return said("redis-cli", ["-p", String(redisPort), "ping"]).startsWith("PONG");
      if (name === "slurmctld") return said("scontrol", ["ping"]).includes("UP");
      return /idle|mix|alloc|comp/.test(said("sinfo", ["--noheader", "--format=%t"]));
    } catch {
      return false;
    }
  }

  async #until(name: Daemon, test: () => boolean): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      if (test()) return;
      if (!this.isUp(name)) break;
      await sleep(200);
    }
    throw new Error(
      `cluster: ${name} does not answer:\n${readFileSync(this.#in(`${name}.log`), "utf8").slice(-2000)}`,
    );
  }
}

function said(program: string, args: string[]): string {
  return execFileSync(program, args, {
    encoding: "utf8",
    timeout: 10_000,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
