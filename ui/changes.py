"""What a reader of the Documents tab can do to the corpus, each as a work that tells how far it is. Does not know Gradio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import Cancelled
from index.synchronising import ProgressCallback
from ui.contracts import PageApplication
from ui.conversation import describe
from ui.document_list import name_of
from ui.removing import Removal
from ui.rendering import error_html
from ui.rendering_changes import cancelled_html, done_html, lines_html, moment_in_words, plan_html, progress_html
from ui.texts import Texts
from ui.works import Act, Work, Works


@dataclass(frozen=True, slots=True)
class Changes:
    """Every method yields HTML: how far the work is, now and then, and at the end what came of it."""

    application: PageApplication
    texts: Texts
    works: Works = field(default_factory=Works)

    def check(self) -> Iterator[str]:
        """Say what a synchronisation would do."""

        def act(hear: ProgressCallback) -> str:
            return plan_html(self.application.synchroniser.plan(progress=hear), self.texts)

        return self._run(self.texts.documents.checking, act)

    def synchronise(self) -> Iterator[str]:
        """Bring the index up to date with the files."""
        return self._run(self.texts.documents.synchronising, self._synchronise)

    def add(self, files: Sequence[Path]) -> Iterator[str]:
        """Register files and synchronise."""

        def act(hear: ProgressCallback) -> str:
            self.application.synchroniser.register(files)
            return self._synchronise(hear)

        return self._run(self.texts.documents.synchronising, act)

    def remove(self, removal: Removal, *, folder: bool = False) -> Iterator[str]:
        """Remove a file, or the whole folder that it is in, and synchronise. Of a folder no file is deleted."""
        words = self.texts.documents

        def act(hear: ProgressCallback) -> str:
            path = removal.folder if folder else removal.source
            self.application.synchroniser.unregister([path])
            said = words.removed
            if removal.uploaded and not folder:
                Path(path).unlink(missing_ok=True)
                said = words.removed_copy
            return lines_html([said.format(name=name_of(path, self.texts))]) + self._synchronise(hear)

        return self._run(words.synchronising, act)

    def restore(self) -> Iterator[str]:
        """Go back to the state before the last change."""

        def act(hear: ProgressCallback) -> str:
            return done_html(self.application.synchroniser.rollback(progress=hear), self.texts)

        return self._run(self.texts.documents.restoring, act)

    def restoration(self) -> tuple[str, tuple[str, ...]] | None:
        """Return what is asked before going back, the question and what would happen; None where there is no way back."""
        synchroniser, words = self.application.synchroniser, self.texts.documents
        earlier = synchroniser.status().earlier
        if not earlier:
            return None
        started = next((line.started for line in synchroniser.history() if line.generation == earlier), "")
        date = moment_in_words(started, self.texts) if started else words.history_none
        return words.restore_title.format(generation=earlier, date=date), (words.restore_effect,)

    def resume(self) -> Iterator[str]:
        """Follow what is at work, if anything is: the reader may have reloaded the page."""
        work = self.works.current
        if work is not None:
            yield from self._told(work)

    def cancel(self) -> bool:
        """Ask what is at work to end early, and say whether anything is."""
        self.works.cancel()
        return self.works.current is not None

    def _synchronise(self, hear: ProgressCallback) -> str:
        synchroniser = self.application.synchroniser
        return done_html(synchroniser.apply(synchroniser.plan(progress=hear), progress=hear), self.texts)

    def _run(self, title: str, act: Act) -> Iterator[str]:
        return self._told(Work(title, act))

    def _told(self, work: Work) -> Iterator[str]:
        for running in self.works.follow(work):
            yield self._outcome(work) if running is work and work.wait(0) else self._progress(running)

    def _progress(self, work: Work) -> str:
        return progress_html(work.title, work.progress, work.pace(), self.texts, ending=work.ending)

    def _outcome(self, work: Work) -> str:
        words, error = self.texts.documents, work.failure
        if error is None:
            return work.html
        if isinstance(error, Cancelled):
            return cancelled_html(self.texts)
        known = words.errors.get(type(error).__name__)
        return error_html(words.not_done_title, known or describe(error), words.not_done_advice)
