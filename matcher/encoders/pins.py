"""The sha256 of the weights in `weights/`, written by `matcher.training` together with them: what else lies there is refused."""

PINS = {
    "default.safetensors": "03f7994be47d9683c44087ab2ab75d5a921cb598345d456b122c84678b43f809",
    "light/model.safetensors": "974df4bc82dded59201ced70d4c24dbd133b63cbef909f3d9a0622828cc53408",
    "light/tokenizer.json": "bb812a9e631dd8f6eb12b32e9590c798fcd20b364523b6edd01397f2eb4be229",
}
