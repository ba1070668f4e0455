//! What pages share: layout, fields, buttons, notices. No business words.
