//! How the server meets each attempt at each call. It follows from the seed alone.

/// How often each call is tried again, at most.
pub(crate) const RETRIES: u32 = 3;

/// All that happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    seed: u64,
}

/// What is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// `GET`, which answers JSON.
    List,
    /// `GET`, which answers text.
    Text,
    /// `PUT` with a body.
    Upload,
    /// `POST`, which nobody may repeat.
    Generate,
    /// `DELETE`.
    Delete,
}

/// Who is called, and how long the caller waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The server, with all the time in the world.
    Plain,
    /// The server, with a caller that gives up as soon as the server has the request.
    Abandoned,
    /// An address where nobody listens.
    Stranger,
}

/// What the server does with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Executes it and answers.
    Answer,
    /// The same, after a while.
    Slow,
    /// Executes it, and closes the connection after the answer.
    Last,
    /// Breaks the connection when it has seen the head.
    Unread,
    /// Executes it, and closes the connection.
    Silent,
    /// Executes it, and breaks the connection in the middle of the answer.
    Half,
    /// The same, in chunks.
    HalfChunk,
    /// Executes it, and answers nonsense under a status of success.
    Nonsense,
    /// Executes it, and answers a failure under a status of success.
    Denied,
    /// Refuses it for now.
    Limited,
    /// Refuses it for longer than anyone waits.
    LimitedLong,
    /// Says that it is down.
    Unavailable,
    /// Executes it, and fails.
    Failed,
    /// Has nothing there.
    Missing,
    /// Executes it, and does not answer.
    Hang,
}

impl Plan {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed }
    }

    pub(crate) fn seed(self) -> u64 {
        self.seed
    }

    /// What call number `call` is.
    pub(crate) fn operation(self, call: u64) -> Operation {
        match self.number(call, 1_000) % 10 {
            0..3 => Operation::List,
            3..5 => Operation::Text,
            5..7 => Operation::Upload,
            7..9 => Operation::Generate,
            _ => Operation::Delete,
        }
    }

    /// Whom it calls.
    pub(crate) fn kind(self, call: u64) -> Kind {
        match self.number(call, 1_001) % 50 {
            0 => Kind::Stranger,
            1 => Kind::Abandoned,
            _ => Kind::Plain,
        }
    }

    /// What becomes of an attempt, the first of which is 0.
    pub(crate) fn fate(self, call: u64, attempt: u32) -> Fate {
        if self.kind(call) == Kind::Abandoned {
            return Fate::Hang;
        }
        match self.number(call, attempt.into()) % 1000 {
            0..450 => Fate::Answer,
            450..500 => Fate::Slow,
            500..550 => Fate::Last,
            550..610 => Fate::Unread,
            610..670 => Fate::Silent,
            670..720 => Fate::Half,
            720..760 => Fate::HalfChunk,
            760..790 => Fate::Nonsense,
            790..820 => Fate::Denied,
            820..890 => Fate::Limited,
            890..905 => Fate::LimitedLong,
            905..950 => Fate::Unavailable,
            950..985 => Fate::Failed,
            985..998 => Fate::Missing,
            _ => Fate::Hang,
        }
    }

    /// A number for each use of each call (`SplitMix64`).
    fn number(self, call: u64, usage: u64) -> u64 {
        let mut state =
            self.seed ^ call.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ usage.wrapping_mul(0xd1b5_4a32_d192_ed03);
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^ (state >> 31)
    }
}

impl Fate {
    /// Whether the server does what it was asked for.
    pub(crate) fn is_executed(self) -> bool {
        !matches!(self, Self::Unread | Self::Limited | Self::LimitedLong | Self::Unavailable | Self::Missing)
    }
}
