//! What a client reads in a page: tags with their attributes, and forms with their controls.

/// A start or end tag, and the text up to the next one.
#[derive(Debug)]
pub struct Tag {
    /// In an end tag it starts with a slash.
    pub name: String,
    attributes: Vec<(String, String)>,
    pub text: String,
}

/// A control of a form, as a browser would submit it.
#[derive(Clone, Debug)]
pub struct Control {
    pub name: String,
    /// The type of an `<input>`, else `textarea` or `select`.
    pub kind: String,
    pub required: bool,
    pub maxlength: Option<usize>,
    /// Empty for a checkbox that is not checked.
    pub value: String,
    /// The values that a `<select>` offers.
    pub options: Vec<String>,
    /// Whether it is marked as the field with the error.
    pub is_invalid: bool,
}

/// The tags of a fragment of HTML as the server writes it, with all values in double quotes.
pub fn tags(html: &str) -> Vec<Tag> {
    let parts = html.split('<').skip(1).filter(|part| !part.starts_with('!'));
    parts.map(tag).collect()
}

/// The controls of the first form whose start tag contains `mark`, such as `id="add-form"`.
pub fn controls(html: &str, mark: &str) -> Option<Vec<Control>> {
    let mut forms = html.split("<form").skip(1).map(|form| form.split("</form>").next().unwrap());
    let form = forms.find(|form| form.split('>').next().unwrap().contains(mark))?;
    let mut controls = Vec::new();
    for tag in tags(form) {
        match &*tag.name {
            "input" | "textarea" | "select" => controls.push(control(&tag)),
            "option" => controls.last_mut().unwrap().offer(&tag),
            _ => {}
        }
    }
    Some(controls)
}

impl Tag {
    /// The value of an attribute; empty without it.
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(known, _)| known == name)
    }
}

impl Control {
    fn offer(&mut self, option: &Tag) {
        let value = option.attribute("value").to_owned();
        if self.options.is_empty() || option.has("selected") {
            self.value.clone_from(&value);
        }
        self.options.push(value);
    }
}

fn control(tag: &Tag) -> Control {
    let kind = if tag.name == "input" { tag.attribute("type") } else { &tag.name };
    let value = match kind {
        // The parser drops the first line break.
        "textarea" => tag.text.strip_prefix('\n').unwrap_or(&tag.text),
        "checkbox" if !tag.has("checked") => "",
        _ => tag.attribute("value"),
    };
    Control {
        name: tag.attribute("name").to_owned(),
        kind: kind.to_owned(),
        required: tag.has("required"),
        maxlength: tag.attribute("maxlength").parse().ok(),
        value: value.to_owned(),
        options: Vec::new(),
        is_invalid: tag.attribute("aria-invalid") == "true",
    }
}

/// `part` starts with the name of the tag.
fn tag(part: &str) -> Tag {
    let length = part.find([' ', '>']).unwrap_or(part.len());
    let (name, mut rest) = part.split_at(length);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        let Some(length) = rest.find(['=', ' ', '>']) else { break };
        let (name, after) = rest.split_at(length);
        let Some(value) = after.strip_prefix("=\"") else {
            if !name.is_empty() {
                attributes.push((name.to_owned(), String::new()));
            }
            rest = after;
            if rest.starts_with('>') {
                break;
            }
            continue;
        };
        let (value, after) = value.split_once('"').unwrap();
        attributes.push((name.to_owned(), unescaped(value)));
        rest = after;
    }
    let text = unescaped(rest.strip_prefix('>').unwrap_or_default());
    Tag { name: name.to_owned(), attributes, text }
}

fn unescaped(html: &str) -> String {
    let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn controls_are_read_as_a_browser_submits_them() {
    let html = r#"<form id="search"><input name="q"></form><form class="row" id="add">
        <input type="hidden" name="id" value="7"/><label for="t">Title</label>
        <input required type="text" name="title" value="&lt;a&gt; &amp;lt;&quot;"
            maxlength="9" aria-invalid="true">
        <textarea name="body">
&lt;b&gt;</textarea><input type="checkbox" name="done" value="true">
        <select name="kind"><option value="A">A</option>
            <option value="B" selected>B</option></select>
        </form>"#;
    let found = controls(html, "id=\"add\"").unwrap();
    let read: Vec<_> = found.iter().map(|c| (&*c.name, &*c.kind, &*c.value)).collect();
    let expected = [
        ("id", "hidden", "7"),
        ("title", "text", "<a> &lt;\""),
        ("body", "textarea", "<b>"),
        ("done", "checkbox", ""),
        ("kind", "select", "B"),
    ];
    assert_eq!(read, expected);
    assert!(found[1].required && found[1].is_invalid && found[1].maxlength == Some(9));
    assert_eq!(found[4].options, ["A", "B"]);
    assert!(controls(html, "id=\"edit\"").is_none());
}
