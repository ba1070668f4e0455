//! The page `/login/recovery`: signs in with a recovery code. A plain form.

use leptos::prelude::*;

use crate::{
    error::{AppError, FormError},
    i18n::{locale, t},
    ui::{auth_card::AuthCard, page_meta::PageMeta},
};

/// See the module.
#[component]
pub fn RecoverySignInPage() -> impl IntoView {
    let refusal = FormError::of("recovery/use-code");
    let typed = refusal.as_ref().map(|refusal| refusal.typed("code").to_owned());
    let is_beside = |error: &AppError| error.field().is_some();
    let error = refusal.map(|refusal| refusal.error);
    let beside = error.clone().filter(is_beside);
    let above = error.filter(|error| !is_beside(error));
    let another_way = leptos_i18n::td!(
        locale(),
        account.recovery.sign_in.other_methods,
        <way> = |text: ChildrenFn| view! { <a href="/login">{text()}</a> }
    );
    view! {
        <PageMeta title=t!(account.recovery.sign_in.title) description=t!(account.recovery.sign_in.description) />
        <AuthCard title=t!(account.recovery.sign_in.title)>
            <p class="muted">{t!(account.recovery.sign_in.intro)}</p>
            <div role="alert" class="notice">
                {above.map(|error| error.to_string())}
            </div>
            <form class="stack" method="post" action="/api/recovery/use-code">
                <label for="code">{t!(account.recovery.sign_in.code)}</label>
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
                <button class="button primary large">{t!(account.recovery.sign_in.submit)}</button>
            </form>
            <p class="aside">{another_way}</p>
        </AuthCard>
    }
}
