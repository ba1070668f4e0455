//! All of it, on a thread of its own: the kernel ends the children with the thread that started them, and no other runtime has
//! to live for the gateway to answer.

use std::{
    io,
    net::Ipv4Addr,
    ops::Deref,
    thread::{self, JoinHandle},
};

use anyhow::Context;
use tokio::{net::TcpListener, runtime, sync::oneshot};

use crate::{
    Access, Place, database,
    gateway::Gateway,
    keys,
    place::Claimed,
    postgres::Postgres,
    postgrest::{PostgRest, Settings},
    programs,
    secrets::Secrets,
};

/// What a stack is started with.
pub struct Options {
    pub place: Place,
    /// The private JWK set of the app, as JSON; `None`: one is generated and kept in the place.
    pub signing_keys: Option<String>,
}

/// A running stack. It ends when it is stopped or dropped, or with this process, however that ends.
pub struct Stack {
    access: Access,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

const USUAL_PORT: u16 = 54321;

impl Stack {
    /// Starts everything and returns when the gateway answers.
    ///
    /// # Errors
    /// A sentence that says what is missing or who is in the way, and the remedy.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        let (stop, stopped) = oneshot::channel();
        let (report, started) = oneshot::channel();
        let thread =
            thread::Builder::new().name("supabase-local".into()).spawn(move || run(options, report, stopped))?;
        let access = started.await.context("the local Supabase stack stopped while starting")??;
        Ok(Self { access, stop: Some(stop), thread: Some(thread) })
    }

    /// Ends everything, last things last, and returns when all of it is gone.
    ///
    /// # Errors
    /// None that is known: that it went wrong on the way is logged.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        tokio::task::spawn_blocking(move || self.end()).await.context("the local Supabase stack did not shut down cleanly")
    }

    fn end(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the local Supabase stack did not shut down cleanly");
        }
    }
}

impl Deref for Stack {
    type Target = Access;

    fn deref(&self) -> &Access {
        &self.access
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.end();
    }
}

/// The children, in the order in which they were started.
struct Running {
    postgres: Postgres,
    postgrest: PostgRest,
    place: Claimed,
}

fn run(options: Options, report: oneshot::Sender<anyhow::Result<Access>>, stopped: oneshot::Receiver<()>) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => return drop(report.send(Err(cause.into()))),
    };
    runtime.block_on(async {
        match start(options).await {
            Ok((access, gateway, listener, running)) => {
                if report.send(Ok(access)).is_ok() {
                    watch(gateway, listener, running, stopped).await;
                } else {
                    running.stop().await;
                }
            }
            Err(cause) => drop(report.send(Err(cause))),
        }
    });
}

async fn start(options: Options) -> anyhow::Result<(Access, Gateway, TcpListener, Running)> {
    // What is missing is said before anything runs.
    let postgrest_program = programs::postgrest()?;
    let place = Claimed::take(&options.place)?;
    let secrets = Secrets::of(&place.file("secrets.json"))?;
    let signing_keys = options.signing_keys.unwrap_or_else(|| secrets.signing_keys.clone());
    let jwks = keys::public_set(&signing_keys, &secrets.gateway_key)?;
    let passwords = &secrets.passwords;
    let postgres = Postgres::start(&place, passwords).await?;
    let prepared = async {
        database::prepare(&postgres, passwords).await?;
        let database_url = postgres.url("authenticator", &passwords.authenticator);
        let settings = Settings { program: postgrest_program, database_url, jwks };
        let postgrest = PostgRest::start(&place, &settings).await?;
        let listener = listen(place.ephemeral).await.context("the gateway found no free port")?;
        anyhow::Ok((postgrest, listener))
    };
    let (postgrest, listener) = match prepared.await {
        Ok(prepared) => prepared,
        Err(cause) => {
            postgres.process.stop().await;
            return Err(cause);
        }
    };
    let access = Access {
        url: format!("http://127.0.0.1:{}", listener.local_addr()?.port()),
        database_url: postgres.url("identity", &passwords.identity),
        admin_database_url: postgres.url("postgres", &passwords.postgres),
        postgrest_url: postgrest.url(),
        signing_keys,
        publishable_key: secrets.publishable_key.clone(),
        secret_key: secrets.secret_key.clone(),
    };
    access.publish(&place)?;
    let gateway = Gateway::new(&secrets, postgrest.port)?;
    Ok((access, gateway, listener, Running { postgres, postgrest, place }))
}

/// Until it is asked to stop. A child that ends before is missed by all who use it: say so where people look.
async fn watch(gateway: Gateway, listener: TcpListener, mut running: Running, stopped: oneshot::Receiver<()>) {
    let gateway = tokio::spawn(gateway.serve(listener));
    tokio::select! {
        // Also when the sender is dropped.
        _ = stopped => {}
        () = running.postgres.process.wait() => tracing::error!("Postgres exited unexpectedly. Its log is in {}.", running.place.root.display()),
        () = running.postgrest.process.wait() => tracing::error!("PostgREST exited unexpectedly. Its log is in {}.", running.place.root.display()),
    }
    gateway.abort();
    running.stop().await;
}

impl Running {
    async fn stop(self) {
        self.postgrest.process.stop().await;
        self.postgres.process.stop().await;
        drop(self.place);
    }
}

async fn listen(ephemeral: bool) -> io::Result<TcpListener> {
    if !ephemeral && let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, USUAL_PORT)).await {
        return Ok(listener);
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await
}
