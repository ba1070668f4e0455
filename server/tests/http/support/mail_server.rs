//! A mail server on a port of its own (RFC 5321), as much of it as a client needs that hands in mails.

use std::{io, net::SocketAddr};

use identity::{EmailTemplate, QueuedEmail};
use server::mail::smtp::{Smtp, connection, sender};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpSocket, TcpStream},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};
use uuid::Uuid;

/// Has a port; whoever connects is turned away.
pub struct ClosedMailServer {
    socket: TcpSocket,
    address: SocketAddr,
}

pub struct MailServer {
    address: SocketAddr,
    received: UnboundedReceiver<Received>,
}

/// How it treats its clients.
#[derive(Clone, Copy)]
pub enum SmtpBehaviour {
    Obliging,
    /// Knows no recipient, and repeats the address as many servers do.
    Refusing,
}

/// What it was handed.
#[derive(Debug, Default)]
pub struct Received {
    /// The client's AUTH command.
    pub login: String,
    pub sender: String,
    pub recipient: String,
    /// Headers and body, without the dots that SMTP adds (§4.5.2).
    pub data: String,
}

impl ClosedMailServer {
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = socket.local_addr().unwrap();
        Self { socket, address }
    }

    pub fn open(self, behaviour: SmtpBehaviour) -> MailServer {
        let listener = self.socket.listen(16).unwrap();
        let (hand_in, received) = unbounded_channel();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(converse(client, behaviour, hand_in.clone()));
            }
        });
        MailServer { address: self.address, received }
    }

    pub fn client(&self) -> Smtp {
        client(&format!("smtp://{}", self.address))
    }
}

impl MailServer {
    pub fn new(behaviour: SmtpBehaviour) -> Self {
        ClosedMailServer::new().open(behaviour)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn client(&self) -> Smtp {
        client(&format!("smtp://{}", self.address))
    }

    /// What has arrived since, oldest first.
    pub fn received(&mut self) -> Vec<Received> {
        std::iter::from_fn(|| self.received.try_recv().ok()).collect()
    }
}

/// As `.env` would set it up.
pub fn client(url: &str) -> Smtp {
    Smtp::new(connection(url).unwrap(), sender("Latchkey <hello@latchkey.example>").unwrap())
}

/// A mail with a code to `recipient`.
pub fn mail(recipient: &str) -> QueuedEmail {
    let template = EmailTemplate::SignInCode { code: "314159".into() };
    QueuedEmail { id: Uuid::new_v4(), recipient: recipient.into(), language: None, template }
}

async fn converse(client: TcpStream, behaviour: SmtpBehaviour, hand_in: UnboundedSender<Received>) -> io::Result<()> {
    let (read, mut write) = client.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut mail = Received::default();
    write.write_all(b"220 mail.test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let path = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let reply = match (behaviour, line.get(..4).unwrap_or_default()) {
            (_, "EHLO") => "250-mail.test\r\n250 AUTH PLAIN".to_owned(),
            (_, "AUTH") => {
                mail.login.clone_from(&line);
                "235 Welcome".to_owned()
            }
            (_, "MAIL") => {
                mail.sender = path();
                "250 OK".to_owned()
            }
            (SmtpBehaviour::Refusing, "RCPT") => format!("550 Nobody here is called {}", path()),
            (_, "RCPT") => {
                mail.recipient = path();
                "250 OK".to_owned()
            }
            (_, "DATA") => {
                write.write_all(b"354 Go on\r\n").await?;
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.data.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.data.push('\n');
                }
                let _ = hand_in.send(std::mem::take(&mut mail));
                "250 Queued".to_owned()
            }
            (_, "QUIT") => return write.write_all(b"221 Bye\r\n").await,
            _ => "502 Unknown".to_owned(),
        };
        write.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}
