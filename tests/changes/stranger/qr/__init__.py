"""The buyer pays by a QR code that the terminal shows."""
