"""The answer and its proof: understanding, reading, composing, citing, evaluating. Knows no Gradio, no terminal."""
