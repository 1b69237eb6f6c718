"""The token table's tokenizer: 32,000 unigram pieces of plain lower-case letters, balanced over the three languages."""

import random
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from matcher.training.corpus import LANGS, Meaning

SIZE = 32_000
UNKNOWN = "[UNK]"
ENGLISH_TO_GERMAN = 1.2  # the corpus holds more English than anything else; more than this would crowd the others out


def tokenizer(found: Sequence[Meaning], path: Path) -> Tokenizer:
    """Trained on the corpus, and kept as `tokenizer.json`, which model2vec and sentence-transformers read as well."""
    if path.exists():
        return Tokenizer.from_file(str(path))
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace("ß", "ss"),
            normalizers.NFD(),
            normalizers.StripAccents(),
            normalizers.Replace(Regex(r"[^\p{L}\p{N}]+"), " "),
            normalizers.Strip(),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    made.train_from_iterator(_balanced(found), trainers.UnigramTrainer(vocab_size=SIZE, unk_token=UNKNOWN, special_tokens=[UNKNOWN], show_progress=False))
    made.save(str(path), pretty=False)
    return made


def _balanced(found: Sequence[Meaning]) -> list[str]:
    texts = {lang: [meaning.texts[lang] for meaning in found if lang in meaning.texts] for lang in LANGS}
    room = ENGLISH_TO_GERMAN * sum(map(len, texts["de"]))
    random.Random("tokens").shuffle(texts["en"])
    kept = []
    for text in texts["en"]:
        room -= len(text)
        if room < 0:
            break
        kept.append(text)
    return [*kept, *texts["de"], *texts["fr"]]
