//! Answers that become files.

#[cfg(not(target_arch = "wasm32"))]
use {
    super::chance,
    super::download::Download,
    super::error::Error,
    super::failure::FileError,
    bytes::Bytes,
    std::fs::File,
    std::io::{self, Write},
    std::path::{Path, PathBuf},
    tokio::task::spawn_blocking,
};

#[cfg(not(target_arch = "wasm32"))]
impl Download {
    /// Writes the body into a file, in place of one that is there, and returns how many bytes it has.
    ///
    /// It is written beside its place and moved there at the end. So there is either the whole file or nothing: also when the
    /// connection breaks, or the future is dropped.
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref().to_owned();
        let fail = |error| Error::File(Box::new(FileError::new(path.clone(), error)));
        let target = path.clone();
        let mut file = run(move || PartialFile::create(target)).await.map_err(fail)?;
        while let Some(chunk) = self.chunk().await {
            let chunk = chunk?;
            file = run(move || file.add(&chunk)).await.map_err(fail)?;
        }
        run(move || file.finish()).await.map_err(fail)
    }

    /// Does the same without `async`. In a thread that belongs to a Tokio runtime it is [`Error::Runtime`].
    #[cfg(feature = "blocking")]
    pub fn save_to_blocking(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        super::blocking::block_on(self.save_to(path))?
    }
}

/// Works in a thread for work that blocks. What the work holds is dropped there if nobody waits for it any more.
#[cfg(not(target_arch = "wasm32"))]
async fn run<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}

/// A file that is not complete. Dropping it removes it.
#[cfg(not(target_arch = "wasm32"))]
struct PartialFile {
    file: File,
    /// Where it is written.
    place: Option<PathBuf>,
    /// Where it will be.
    target: PathBuf,
    size: u64,
}

#[cfg(not(target_arch = "wasm32"))]
impl PartialFile {
    fn create(target: PathBuf) -> io::Result<Self> {
        if target.file_name().is_none() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path does not end with the name of a file"));
        }
        // The target's name in it could make it too long.
        let place = target.with_file_name(format!(".{:016x}.part", chance::number()));
        let file = File::options().write(true).create_new(true).open(&place)?;
        Ok(Self { file, place: Some(place), target, size: 0 })
    }

    fn add(mut self, chunk: &Bytes) -> io::Result<Self> {
        self.file.write_all(chunk)?;
        self.size += chunk.len() as u64;
        Ok(self)
    }

    fn finish(mut self) -> io::Result<u64> {
        // Else a crash soon after could leave a file that has its name and not its content.
        self.file.sync_all()?;
        if let Some(place) = &self.place {
            std::fs::rename(place, &self.target)?;
        }
        self.place = None;
        Ok(self.size)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Drop for PartialFile {
    fn drop(&mut self) {
        if let Some(place) = &self.place {
            // There is nobody to tell.
            let _ = std::fs::remove_file(place);
        }
    }
}
