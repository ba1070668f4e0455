//! An SMTP server on a port of its own: the part of RFC 5321 that a submitting client needs.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpSocket, TcpStream},
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

/// Holds a port without listening: connections are refused.
pub struct ClosedSmtpServer {
    socket: TcpSocket,
    address: SocketAddr,
}

pub struct SmtpServer {
    address: SocketAddr,
    received: UnboundedReceiver<ReceivedEmail>,
}

/// How the server treats its clients.
#[derive(Clone, Copy)]
pub enum SmtpBehaviour {
    Accepts,
    /// Rejects every recipient, repeating the address as many servers do.
    RejectsRecipients,
}

/// An email that the server has accepted.
#[derive(Debug, Default)]
pub struct ReceivedEmail {
    /// The client's AUTH command.
    pub login: String,
    pub sender: String,
    pub recipient: String,
    /// Headers and body, without dot-stuffing (§4.5.2).
    pub data: String,
}

impl ClosedSmtpServer {
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = socket.local_addr().unwrap();
        Self { socket, address }
    }

    pub fn open(self, behaviour: SmtpBehaviour) -> SmtpServer {
        let listener = self.socket.listen(16).unwrap();
        let (sender, received) = unbounded_channel();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(serve(client, behaviour, sender.clone()));
            }
        });
        SmtpServer { address: self.address, received }
    }

    /// `smtp://…`, as in `SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }
}

impl Default for ClosedSmtpServer {
    fn default() -> Self {
        Self::new()
    }
}

impl SmtpServer {
    pub fn start(behaviour: SmtpBehaviour) -> Self {
        ClosedSmtpServer::new().open(behaviour)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// `smtp://…`, as in `SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The emails since the last call, oldest first.
    pub fn received(&mut self) -> Vec<ReceivedEmail> {
        std::iter::from_fn(|| self.received.try_recv().ok()).collect()
    }
}

async fn serve(
    client: TcpStream,
    behaviour: SmtpBehaviour,
    sender: UnboundedSender<ReceivedEmail>,
) -> io::Result<()> {
    let (read, mut write) = client.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut mail = ReceivedEmail::default();
    write.write_all(b"220 mail.test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let reply = match (behaviour, line.get(..4).unwrap_or_default()) {
            (_, "EHLO") => "250-mail.test\r\n250 AUTH PLAIN".to_owned(),
            (_, "AUTH") => {
                mail.login.clone_from(&line);
                "235 Authentication successful".to_owned()
            }
            (_, "MAIL") => {
                mail.sender = address();
                "250 OK".to_owned()
            }
            (SmtpBehaviour::RejectsRecipients, "RCPT") => format!("550 Unknown user {}", address()),
            (_, "RCPT") => {
                mail.recipient = address();
                "250 OK".to_owned()
            }
            (_, "DATA") => {
                write.write_all(b"354 Start mail input\r\n").await?;
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.data.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.data.push('\n');
                }
                let _ = sender.send(std::mem::take(&mut mail));
                "250 Queued".to_owned()
            }
            (_, "QUIT") => return write.write_all(b"221 Bye\r\n").await,
            _ => "502 Command not implemented".to_owned(),
        };
        write.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}
