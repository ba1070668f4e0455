//! The page `/login/recovery`: signs in with a recovery code. A plain form.

use leptos::prelude::*;

use crate::{
    error::{AppError, Refusal},
    ui::{about::About, door::Door},
};

/// See the module.
#[component]
pub fn RecoverySignInPage() -> impl IntoView {
    let refusal = Refusal::of("recovery/use-code");
    let typed = refusal.as_ref().map(|refusal| refusal.typed("code").to_owned());
    let is_beside = |error: &AppError| error.field().is_some();
    let error = refusal.map(|refusal| refusal.error);
    let beside = error.clone().filter(is_beside);
    let above = error.filter(|error| !is_beside(error));
    view! {
        <About title="Use a recovery code" text="Sign in with one of the recovery codes that you have kept." />
        <Door title="Use a recovery code">
            <p class="muted">"One of the codes that you have put away signs you in, once. Then you make a new passkey."</p>
            <div role="alert" class="notice">
                {above.map(|error| error.to_string())}
            </div>
            <form class="stack" method="post" action="/api/recovery/use-code">
                <label for="code">"Recovery code"</label>
                <input
                    id="code"
                    name="code"
                    class="code"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    required
                    autofocus
                    placeholder="abcde-fghjk-mnpqr-stuvw"
                    value=typed
                    aria-invalid=beside.is_some().then_some("true")
                    aria-describedby="code-problem"
                />
                <p id="code-problem" class="problem">
                    {beside.map(|error| error.to_string())}
                </p>
                <button class="button primary large">"Sign in"</button>
            </form>
            <p class="aside">"You have a passkey, or your mail? " <a href="/login">"Sign in"</a> " another way."</p>
        </Door>
    }
}
