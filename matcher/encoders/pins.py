"""The sha256 of the weights in `weights/`, written by `matcher.training` together with them: what else lies there is refused."""

PINS = {
    "default.safetensors": "02124301ab71db030693b2c5cebdfce564391a3eee5a5a13152b0b4242a30985",
    "light/model.safetensors": "974df4bc82dded59201ced70d4c24dbd133b63cbef909f3d9a0622828cc53408",
    "light/tokenizer.json": "af19cc63fefcf578eba916c9be6a391c8b96bfaae133fd6636448291a7303b25",
}
